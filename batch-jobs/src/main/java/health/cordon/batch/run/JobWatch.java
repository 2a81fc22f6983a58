package health.cordon.batch.run;

import health.cordon.batch.lease.Leases;
import health.cordon.batch.request.JobRequest;
import health.cordon.batch.request.JobRequests;
import health.cordon.batch.request.JobState;
import health.cordon.tenancy.start.PlatformStarted;
import jakarta.annotation.PreDestroy;
import jakarta.batch.operations.JobOperator;
import jakarta.batch.operations.NoSuchJobExecutionException;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few seconds whether a job request has something to do that nobody is at, and starts
 * this node's execution of it. The server's job repository, in memory or in a database, says which
 * of them are still under way here, and nothing else.
 */
@ApplicationScoped
public class JobWatch {
    private static final Logger LOG = Logger.getLogger(JobWatch.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(3);
    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Executions at once, on this node; who comes later waits. */
    private static final int AT_ONCE = 4;

    /** Batch knows by it whose job it starts, which a thread of our own would not. */
    private static final String EXECUTOR = "java:comp/DefaultManagedScheduledExecutorService";

    @Inject JobRequests requests;
    @Inject Leases leases;
    @Inject Pauses pauses;
    private final Map<UUID, Long> executions = new HashMap<>();

    /** Jobs whose execution here somebody has stopped with the server's own tools. */
    private final Set<UUID> declined = new HashSet<>();

    private @Nullable ScheduledFuture<?> rounds;

    private volatile boolean isReady;

    void platformStarted(@Observes PlatformStarted event) {
        isReady = true;
    }

    /** The name is a constant, and the container answers it itself. */
    @SuppressWarnings("BanJNDI")
    void start() throws NamingException {
        var executor = (ManagedScheduledExecutorService) new InitialContext().lookup(EXECUTOR);
        rounds =
                executor.scheduleWithFixedDelay(
                        this::round, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing may end the schedule. */
    private void round() {
        if (!isReady) {
            return;
        }
        try {
            var open = requests.open();
            forget(open.stream().map(JobRequest::id).toList());
            open.forEach(this::attend);
        } catch (RuntimeException | Error e) {
            warn("the jobs", e);
        }
    }

    private static void warn(String what, Throwable e) {
        LOG.log(
                Level.WARNING,
                "{0} could not be looked at ({1}); this is tried again",
                new Object[] {what, e.getClass().getSimpleName()});
    }

    private void forget(Collection<UUID> open) {
        executions.keySet().retainAll(open);
        declined.retainAll(open);
    }

    private void attend(JobRequest request) {
        try {
            if (request.state() == JobState.STOPPING) {
                requests.settle(request.id());
            } else if (isWorkable(request) && leases.canClaim(request.id())) {
                begin(request);
            }
        } catch (RuntimeException e) {
            // One must not keep the others waiting.
            warn("job " + request.id(), e);
        }
    }

    private boolean isWorkable(JobRequest request) {
        return !isUnderWay(request.id())
                && !declined.contains(request.id())
                && executions.size() < AT_ONCE
                && pauses.workable(request).isPresent();
    }

    private boolean isUnderWay(UUID request) {
        var execution = executions.get(request);
        if (execution == null) {
            return false;
        }
        var status = status(execution);
        if (status == BatchStatus.STARTING
                || status == BatchStatus.STARTED
                || status == BatchStatus.STOPPING) {
            return true;
        }
        executions.remove(request);
        if (status == BatchStatus.STOPPED) {
            declined.add(request);
        }
        return false;
    }

    /** A repository that does not answer says nothing: what runs here then still runs. */
    private static BatchStatus status(long execution) {
        try {
            return operator().getJobExecution(execution).getBatchStatus();
        } catch (NoSuchJobExecutionException e) {
            return BatchStatus.ABANDONED;
        }
    }

    private void begin(JobRequest request) {
        var parameters = new Properties();
        parameters.setProperty("request", request.id().toString());
        long execution = operator().start(request.job(), parameters);
        executions.put(request.id(), execution);
        LOG.log(
                Level.INFO,
                "this node works on job {0} of organisation {1}",
                new Object[] {request.id(), request.organisation()});
    }

    private static JobOperator operator() {
        return BatchRuntime.getJobOperator();
    }

    @PreDestroy
    void stop() {
        if (rounds != null) {
            rounds.cancel(true);
        }
    }
}
