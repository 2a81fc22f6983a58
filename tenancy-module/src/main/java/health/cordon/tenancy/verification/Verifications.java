package health.cordon.tenancy.verification;

import com.github.f4b6a3.uuid.UuidCreator;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.audit.PlatformAudit;
import health.cordon.tenancy.context.StaffBinding;
import health.cordon.tenancy.context.StaffTenancy;
import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/** Runs verifications: one at a time per organisation, a few per node, each in bounded time. */
@ApplicationScoped
public class Verifications {
    static final Duration TIME = Duration.ofSeconds(60);

    /** For the step that was begun before the time was over, and for the clean-up. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private static final int AT_ONCE = 4;

    /** Such as those of organisations that are provisioned at the same time. */
    private static final int WAITING = 32;

    @Inject StaffTenancy staff;
    @Inject OrganisationRegistry organisations;
    @Inject PlatformDatabase platform;
    @Inject PlatformAudit audit;
    @Inject Verifier verifier;
    @Inject VerificationRuns runs;

    private final ThreadPoolExecutor workers =
            new ThreadPoolExecutor(
                    AT_ONCE,
                    AT_ONCE,
                    60,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(WAITING),
                    task -> {
                        var thread = new Thread(task, "cordon-verification");
                        thread.setDaemon(true);
                        return thread;
                    });

    Verifications() {
        workers.allowCoreThreadTimeOut(true);
    }

    /**
     * Verifies an organisation.
     *
     * @param stored makes what is kept of the findings
     * @throws ProblemException not found; conflict while it is being verified; unavailable when too
     *     many wait on this node or the platform database is away
     */
    public Verification run(TenantName name, Function<Verification, String> stored) {
        try {
            organisations.refresh();
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
        var bound = staff.of(name);
        var id = UuidCreator.getTimeOrderedEpoch();
        runs.begin(bound.tenant().id(), id, TIME.plus(GRACE).multipliedBy(2));
        var at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var report = new Report(at.plus(TIME));
        await(submit(bound, id, report), report);
        var seen =
                new Verification(
                        id, bound.tenant().id().value(), at, bound.actor(), report.findings());
        platform.write(
                handle -> {
                    VerificationRows.insert(handle, seen, stored.apply(seen));
                    audit.append(handle, bound.tenant().id(), Change.of("organisation.verify", id));
                    return id;
                });
        return seen;
    }

    private Future<?> submit(StaffBinding bound, UUID id, Report report) {
        // JPA finds its provider by the thread's loader, and a worker has none of its own.
        var loader = Thread.currentThread().getContextClassLoader();
        try {
            return workers.submit(
                    () -> {
                        Thread.currentThread().setContextClassLoader(loader);
                        try {
                            verifier.run(bound, report);
                        } finally {
                            runs.end(bound.tenant().id(), id);
                        }
                    });
        } catch (RejectedExecutionException e) {
            runs.end(bound.tenant().id(), id);
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static void await(Future<?> work, Report report) {
        try {
            work.get(TIME.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            work.cancel(true);
            report.add(List.of(Report.timeIsOver().as("time")));
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof Exception known ? known : e;
            report.add(
                    List.of(Seen.failed(Report.cause(cause), Report.SEE_LOG).as("verification")));
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
    }
}
