package health.cordon.batch.rewrap;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.batch.request.Failed;
import health.cordon.tenancy.http.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of a re-wrap.
 *
 * @param to the key that all data keys should be wrapped with
 * @param passes how often the data keys were gone through
 * @param rewrapped data keys that this job has wrapped anew
 * @param verified new forms that were unwrapped and compared before they were stored
 * @param errors data keys that stay as they were
 * @param failures why
 * @param notSeen what the counts cannot speak of
 * @param reason why the job could not be done, in a sentence; {@code null} where it was
 */
public record RewrapReport(
        String to,
        String requestedBy,
        long seconds,
        int passes,
        long rewrapped,
        long verified,
        long errors,
        long kmsCalls,
        List<PlaceKeys> before,
        List<PlaceKeys> after,
        List<OldKey> oldKeys,
        List<Failed> failures,
        List<String> notSeen,
        @Nullable String reason) {

    static String stored(Object report) {
        try {
            return Json.mapper().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report can be written", e);
        }
    }

    static List<PlaceKeys> places(@Nullable String stored) {
        if (stored == null) {
            return List.of();
        }
        try {
            return List.of(Json.mapper().readValue(stored, PlaceKeys[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept counts cannot be read", e);
        }
    }
}
