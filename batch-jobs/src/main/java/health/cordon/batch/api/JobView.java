package health.cordon.batch.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.batch.request.Counts;
import health.cordon.batch.request.JobRequest;
import health.cordon.batch.request.JobState;
import health.cordon.batch.rewrap.RewrapParameters;
import health.cordon.tenancy.http.Json;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A job as platform staff sees it.
 *
 * @param organisation its id
 * @param done items that are as the job wants them
 * @param errors items that stay as they were
 * @param total how many there are; null until they were counted
 * @param rate the most items a second, of all nodes together
 * @param to the key to wrap with
 * @param continued whether the order found it there already
 * @param report what came of it; null before its end
 */
public record JobView(
        UUID id,
        String job,
        UUID organisation,
        JobState state,
        long done,
        long errors,
        @Nullable Long total,
        int rate,
        String to,
        String requestedBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        boolean continued,
        @Schema(type = SchemaType.OBJECT) @Nullable JsonNode report) {

    static JobView of(JobRequest request, JobState shown, Counts counts, boolean continued) {
        boolean complete = request.state() == JobState.COMPLETED;
        var total = request.total();
        return new JobView(
                request.id(),
                request.job(),
                request.organisation().value(),
                shown,
                complete && total != null ? total : counts.done(),
                counts.errors(),
                // Some came while it ran.
                total == null || complete ? total : Long.valueOf(Math.max(total, counts.done())),
                request.rate(),
                RewrapParameters.of(request.parameters()).to(),
                request.requestedBy(),
                request.createdAt(),
                request.startedAt(),
                request.endedAt(),
                continued,
                report(request));
    }

    private static @Nullable JsonNode report(JobRequest request) {
        var stored = request.endedAt() == null ? null : request.report();
        try {
            return stored == null ? null : Json.mapper().readTree(stored);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept report cannot be read", e);
        }
    }
}
