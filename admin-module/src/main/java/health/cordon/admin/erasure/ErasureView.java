package health.cordon.admin.erasure;

import health.cordon.tenancy.erasure.Erasure;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as platform staff sees it.
 *
 * @param state {@code begun} until it is known that the clinical database has committed, then
 *     {@code done}
 * @param dataKeyId of the data key that was destroyed
 * @param wrappedBy the name of the key that opened it
 * @param destroyed how many rows of which table, where that is known
 */
public record ErasureView(
        UUID patientId,
        String state,
        String requestedBy,
        Instant begunAt,
        @Nullable Instant doneAt,
        UUID dataKeyId,
        String wrappedBy,
        @Nullable Map<String, Integer> destroyed) {
    static ErasureView of(Erasure erasure) {
        return new ErasureView(
                erasure.patient(),
                erasure.isDone() ? "done" : "begun",
                erasure.requestedBy(),
                erasure.begunAt(),
                erasure.doneAt(),
                erasure.dek(),
                erasure.wrappedBy(),
                erasure.destroyed());
    }
}
