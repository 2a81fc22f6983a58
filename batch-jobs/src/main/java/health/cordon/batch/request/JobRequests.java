package health.cordon.batch.request;

import com.github.f4b6a3.uuid.UuidCreator;
import health.cordon.batch.lease.Lease;
import health.cordon.batch.lease.LeaseLost;
import health.cordon.batch.lease.Leases;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRetired;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps job requests. */
@ApplicationScoped
public class JobRequests {
    private static final int MOST_OPEN = 1_000;

    /** Who works where nobody asked just now. */
    private static final String NODE = "cordon";

    private static final String ROLE = "platform";

    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;
    @Inject Leases leases;

    /**
     * @param continued whether it was there before
     */
    public record Placed(JobRequest request, boolean continued) {}

    /**
     * Asks for a job. One that is unfinished is continued, and restarted if it had stopped.
     *
     * @param fits whether an unfinished one with these parameters does what is wanted
     * @throws ProblemException conflict where the unfinished one wants something else
     */
    public Placed place(NewJob wanted, Predicate<String> fits) {
        return platform.write(
                handle -> {
                    var id = UuidCreator.getTimeOrderedEpoch();
                    if (JobRows.insert(handle, id, wanted)
                            && JobRows.find(handle, id).isPresent()) {
                        Leases.begin(handle, id);
                        append(handle, wanted, "job.start", id);
                        return new Placed(required(handle, id), false);
                    }
                    return new Placed(resumed(handle, wanted, fits), true);
                });
    }

    /** In the transaction that found it. */
    private JobRequest resumed(Handle handle, NewJob wanted, Predicate<String> fits) {
        var known =
                JobRows.unfinished(handle, wanted)
                        .orElseThrow(() -> new ProblemException(Problem.CONFLICT));
        if (!fits.test(known.parameters())) {
            throw ProblemException.with(Problem.CONFLICT, "job", known.id().toString());
        }
        if (known.state().isRestartable() || known.state() == JobState.STOPPING) {
            begin(handle, known);
            append(handle, wanted, "job.restart", known.id());
        }
        return required(handle, known.id());
    }

    private void append(Handle handle, NewJob wanted, String verb, UUID id) {
        audit.append(
                handle,
                wanted.organisation(),
                Change.of(verb, id),
                wanted.requestedBy(),
                wanted.role(),
                wanted.traceId());
    }

    public Optional<JobRequest> find(UUID id) {
        return platform.read(handle -> JobRows.find(handle, id));
    }

    /** The newest first. */
    public List<JobRequest> page(@Nullable OrganisationId organisation, String before, int limit) {
        return platform.read(handle -> JobRows.page(handle, organisation, before, limit));
    }

    /** Those that nodes have something to do for. */
    public List<JobRequest> open() {
        return platform.read(handle -> JobRows.open(handle, MOST_OPEN));
    }

    public Counts counts(JobRequest request) {
        return platform.read(handle -> JobRows.counts(handle, request));
    }

    public List<Failed> failures(JobRequest request) {
        return platform.read(handle -> JobRows.failures(handle, request));
    }

    /**
     * Lets nobody begin anything new for it.
     *
     * @throws ProblemException not found; conflict where it does not run
     */
    public JobRequest stop(UUID id) {
        return change(
                id,
                "job.stop",
                (handle, request) -> {
                    if (request.state() != JobState.RUNNING) {
                        throw new ProblemException(Problem.CONFLICT);
                    }
                    JobRows.state(handle, id, JobState.STOPPING);
                });
    }

    /** Stopped, once nobody holds a range of it any more. */
    public void settle(UUID id) {
        if (leases.held(id) == 0) {
            platform.write(
                    handle -> {
                        JobRows.locked(handle, id)
                                .filter(request -> request.state() == JobState.STOPPING)
                                .ifPresent(request -> JobRows.state(handle, id, JobState.STOPPED));
                        return id;
                    });
        }
    }

    /**
     * Goes on where it stopped; what had failed is tried again.
     *
     * @throws ProblemException not found; conflict where it has neither stopped nor failed
     */
    public JobRequest restart(UUID id) {
        return change(
                id,
                "job.restart",
                (handle, request) -> {
                    if (!request.state().isRestartable()) {
                        throw new ProblemException(Problem.CONFLICT);
                    }
                    begin(handle, request);
                });
    }

    private static void begin(Handle handle, JobRequest request) {
        if (request.state() == JobState.FAILED) {
            int next = request.pass() + 1;
            var total = request.total();
            JobRows.close(handle, request.id());
            JobRows.pass(handle, request.id(), next, total == null ? 0 : total);
            Leases.beginAgain(handle, request.id(), next);
        }
        JobRows.state(handle, request.id(), JobState.RUNNING);
    }

    /**
     * Gives it up. What was done stays done.
     *
     * @throws ProblemException not found; conflict where it has ended
     */
    public JobRequest abandon(UUID id) {
        return change(
                id,
                "job.abandon",
                (handle, request) -> {
                    if (request.state().hasEnded()) {
                        throw new ProblemException(Problem.CONFLICT);
                    }
                    JobRows.state(handle, id, JobState.ABANDONED);
                    JobRows.close(handle, id);
                });
    }

    /** Nobody ever goes on with a job for whom there is no tenant any more. */
    void retired(@Observes OrganisationRetired event) {
        platform.write(handle -> JobRows.abandonAll(handle, event.organisation()));
    }

    private interface Step {
        void take(Handle handle, JobRequest request);
    }

    private JobRequest change(UUID id, String verb, Step step) {
        return platform.write(
                handle -> {
                    var request =
                            JobRows.locked(handle, id)
                                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
                    step.take(handle, request);
                    audit.append(handle, request.organisation(), Change.of(verb, id));
                    return required(handle, id);
                });
    }

    /**
     * What was there before the job; the first one counts.
     *
     * @throws LeaseLost when the range is another one's by now
     */
    public void baseline(Lease prepare, String baseline, long total) {
        platform.write(
                handle -> {
                    Leases.done(handle, prepare);
                    JobRows.baseline(handle, prepare.request(), baseline, total);
                    return total;
                });
    }

    /**
     * Goes through all items once more.
     *
     * @throws LeaseLost when the last range is another one's by now
     */
    public void again(Lease finish, long total) {
        platform.write(
                handle -> {
                    int next = required(handle, finish.request()).pass() + 1;
                    Leases.again(handle, finish, next);
                    JobRows.pass(handle, finish.request(), next, total);
                    return next;
                });
    }

    /**
     * Ends it.
     *
     * @param total how many items there are at the end
     * @throws LeaseLost when the last range is another one's by now, or the job does not run
     */
    public void end(Lease finish, JobState state, String report, long total) {
        platform.write(
                handle -> {
                    var request =
                            JobRows.locked(handle, finish.request())
                                    .filter(known -> known.state() == JobState.RUNNING)
                                    .orElseThrow(LeaseLost::new);
                    Leases.done(handle, finish);
                    JobRows.pass(handle, request.id(), request.pass(), total);
                    end(handle, request, state, report);
                    return state;
                });
    }

    /** Ends a job that runs and cannot go on, whoever works on it. */
    public void fail(UUID id, String report) {
        platform.write(
                handle -> {
                    JobRows.locked(handle, id)
                            .filter(request -> request.state() == JobState.RUNNING)
                            .ifPresent(request -> end(handle, request, JobState.FAILED, report));
                    return id;
                });
    }

    private void end(Handle handle, JobRequest request, JobState state, String report) {
        JobRows.state(handle, request.id(), state);
        JobRows.report(handle, request.id(), report);
        var verb = state == JobState.COMPLETED ? "job.complete" : "job.fail";
        audit.append(
                handle,
                request.organisation(),
                Change.of(verb, request.id()),
                NODE,
                ROLE,
                request.traceId());
    }

    private static JobRequest required(Handle handle, UUID id) {
        return JobRows.find(handle, id)
                .orElseThrow(() -> new IllegalStateException("nobody deletes job requests"));
    }
}
