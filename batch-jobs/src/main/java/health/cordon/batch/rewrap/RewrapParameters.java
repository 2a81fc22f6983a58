package health.cordon.batch.rewrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.keys.Dek;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to be wrapped anew.
 *
 * @param to the key to wrap with, as {@link Dek#wrappedBy} names it
 * @param follows whether that is simply the key that wraps the organisation's new data keys; if
 *     another one does by now, the job has lost its purpose
 * @param renewBefore also what is wrapped with that key, if that was before then
 */
public record RewrapParameters(String to, boolean follows, @Nullable Instant renewBefore) {
    /** Whether a DEK is as it should be. */
    boolean isDone(Dek dek) {
        return to.equals(wrappedBy(dek))
                && (renewBefore == null || !dek.wrappedAt().isBefore(renewBefore));
    }

    private static String wrappedBy(Dek dek) {
        try {
            return dek.wrappedBy();
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    String stored() {
        try {
            return Json.mapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("parameters can be written", e);
        }
    }

    /** Of a job request. */
    public static RewrapParameters of(String stored) {
        try {
            return Json.mapper().readValue(stored, RewrapParameters.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept parameters cannot be read", e);
        }
    }
}
