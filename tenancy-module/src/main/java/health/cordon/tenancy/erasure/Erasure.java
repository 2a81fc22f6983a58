package health.cordon.tenancy.erasure;

import health.cordon.tenancy.organisation.OrganisationId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One patient on the list.
 *
 * @param dek the data key that is destroyed; only its id
 * @param wrappedBy the name of the key that it was wrapped with, such as {@code kms:<arn>}
 * @param requestedBy the subject of the token that asked
 * @param doneAt {@code null} while it is only intended
 * @param destroyed how many rows of which table went; {@code null} where the node that erased died
 *     before it could say
 */
public record Erasure(
        OrganisationId organisation,
        UUID id,
        UUID patient,
        UUID dek,
        String wrappedBy,
        String requestedBy,
        Instant begunAt,
        @Nullable Instant doneAt,
        @Nullable Map<String, Integer> destroyed) {
    public boolean isDone() {
        return doneAt != null;
    }
}
