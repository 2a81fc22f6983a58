package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.OrganisationId;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The end of an organisation, as far as it has come.
 *
 * @param requestedBy who wanted it read-only
 * @param completion who wanted it destroyed; {@code null} while it is read-only
 * @param retiredAt since when it is no tenant any more
 * @param holdings what there was before anything was destroyed
 * @param deleteAfter when its database and bucket may go
 * @param deletedAt when they went
 */
record Retirement(
        OrganisationId id,
        State state,
        String requestedBy,
        Instant retiringAt,
        @Nullable Completion completion,
        @Nullable Instant retiredAt,
        @Nullable Holdings holdings,
        @Nullable RetirementCertificate certificate,
        @Nullable Instant deleteAfter,
        @Nullable Instant deletedAt) {
    /** How far it has come. */
    enum State {
        /** Read-only; there is a way back. */
        RETIRING,
        /** It is being destroyed. */
        RUNNING,
        /** Destroyed and certified; what was made for it waits. */
        RETIRED,
        /** That is gone, too. */
        DELETED;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param by who wants it, an e-mail address
     * @param actor who signed in for that
     * @param traceId of that request
     */
    record Completion(String by, String actor, String role, String traceId) {}

    Completion requiredCompletion() {
        if (completion == null) {
            throw new IllegalStateException("nobody has asked for the end yet");
        }
        return completion;
    }
}
