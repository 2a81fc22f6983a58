package health.cordon.batch.run;

import health.cordon.batch.request.JobRequest;
import health.cordon.batch.request.JobRequests;
import health.cordon.batch.request.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the job request that an execution says it is for. */
@ApplicationScoped
public class Requested {
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @Inject JobRequests requests;

    /**
     * @param id what the execution was started with; anything
     * @throws IllegalStateException for anything but the id of a job request that runs
     */
    JobRequest required(@Nullable String id) {
        return running(id)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the parameter request names no job request that runs;"
                                                + " POST /admin/jobs makes one"));
    }

    Optional<JobRequest> running(@Nullable String id) {
        return id != null && ID.matcher(id).matches()
                ? requests.find(UUID.fromString(id))
                        .filter(request -> request.state() == JobState.RUNNING)
                : Optional.empty();
    }
}
