package health.cordon.batch.request;

import health.cordon.tenancy.organisation.OrganisationId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as its row has it.
 *
 * @param parameters the job's own, as JSON
 * @param traceId of the request that asked for it
 * @param rate items a second, of all nodes together
 * @param pass how often the items were begun from the first one
 * @param total how many items there were at the start of the pass; {@code null} before it
 * @param baseline what was there before, as JSON
 * @param report what came of it, as JSON
 */
public record JobRequest(
        UUID id,
        String job,
        OrganisationId organisation,
        JobState state,
        String parameters,
        String requestedBy,
        String traceId,
        int rate,
        int pass,
        @Nullable Long total,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String baseline,
        @Nullable String report) {}
