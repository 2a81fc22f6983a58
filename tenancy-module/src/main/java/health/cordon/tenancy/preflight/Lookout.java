package health.cordon.tenancy.preflight;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs looks side by side on a bounded number of threads and waits a bounded time for them. */
final class Lookout {
    static final Duration LIMIT = Duration.ofSeconds(14);
    private static final Logger LOG = Logger.getLogger(Lookout.class.getName());

    /** Eight organisations that are provisioned at once have four looks each; and a few more. */
    static final int THREADS = 40;

    private final Duration limit;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    0,
                    THREADS,
                    30,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    task -> {
                        var thread = new Thread(task, "cordon-preflight");
                        thread.setDaemon(true);
                        thread.setContextClassLoader(Lookout.class.getClassLoader());
                        return thread;
                    });

    private record Running(String subject, Report report, Future<?> end) {}

    Lookout() {
        this(LIMIT);
    }

    Lookout(Duration limit) {
        this.limit = limit;
    }

    /**
     * @throws ProblemException unavailable when too many looks are under way
     */
    List<Finding> all(List<? extends Look> looks, Tenant tenant, Wanted wanted) {
        var until = System.nanoTime() + limit.toNanos();
        var running = new ArrayList<Running>();
        try {
            looks.forEach(look -> running.add(start(look, tenant, wanted)));
            return running.stream().flatMap(one -> findings(one, until).stream()).toList();
        } finally {
            running.forEach(one -> one.end().cancel(true));
        }
    }

    private Running start(Look look, Tenant tenant, Wanted wanted) {
        var report = new Report();
        try {
            var end = threads.submit(() -> look.at(tenant, wanted, report));
            return new Running(look.subject(), report, end);
        } catch (RejectedExecutionException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private List<Finding> findings(Running running, long until) {
        var name = running.subject() + "-answers-in-time";
        try {
            running.end().get(Math.max(until - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            running.report()
                    .failed(
                            name,
                            "not all was answered within %d s".formatted(limit.toSeconds()),
                            "See why it answers slowly, then try again.");
        } catch (ExecutionException e) {
            broken(running.report(), name, Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
        return running.report().close();
    }

    /** A look that cannot be finished says nothing good. Types only: see ProblemMapper. */
    private static void broken(Report report, String name, Throwable cause) {
        LOG.log(Level.WARNING, "{0}: {1}", new Object[] {name, cause.getClass().getName()});
        report.failed(
                name,
                "the look broke off (" + cause.getClass().getSimpleName() + ")",
                "See the server's log, then try again.");
    }

    void close() {
        threads.shutdownNow();
    }
}
