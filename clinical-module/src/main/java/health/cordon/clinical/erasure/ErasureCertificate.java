package health.cordon.clinical.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the erasure of a patient destroyed, and what may still hold copies.
 *
 * @param requestedBy the subject of the token that asked
 */
public record ErasureCertificate(
        UUID patientId,
        Instant erasedAt,
        String requestedBy,
        Destroyed destroyed,
        List<Copy> copies) {

    /**
     * @param rows how many of which table; {@code null} where the node that erased died before it
     *     could say
     * @param indexes columns of those rows, by which records are found
     */
    public record Destroyed(
            KeyOf dataKey,
            @Nullable Map<String, Integer> rows,
            List<String> indexes,
            Objects objects) {}

    /**
     * The patient's data key.
     *
     * @param wrappedBy the name of the key that opened it
     */
    public record KeyOf(UUID id, String wrappedBy) {}

    /**
     * Pictures and documents; one goes with all its versions.
     *
     * @param total {@code null} like {@code rows}
     * @param pending what the store has not removed yet
     */
    public record Objects(@Nullable Integer total, @Nullable Integer removed, int pending) {}

    /**
     * A place that may hold what was erased.
     *
     * @param where for programs
     */
    public record Copy(String where, String state, String toDo) {}
}
