package health.cordon.tenancy.keyage;

import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.start.PlatformStarted;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts, now and then and on one thread, the organisations whose schedule of re-wraps is not kept.
 * Only those that have one are looked at.
 */
@ApplicationScoped
public class RewrapWatch {
    private static final Logger LOG = Logger.getLogger(RewrapWatch.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration EVERY = Duration.ofMinutes(10);

    /** A round ends then; whom it did not come to is unknown. */
    private static final Duration ROUND = Duration.ofMinutes(5);

    @Inject OrganisationRegistry organisations;
    @Inject KeyAges ages;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(RewrapWatch::thread);
    private volatile Count count = new Count(0, 0);

    /**
     * @param overdue organisations
     * @param unknown organisations whose database did not answer
     */
    private record Count(long overdue, long unknown) {}

    void start(@Observes PlatformStarted event) {
        scheduler.scheduleWithFixedDelay(
                this::look, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many organisations were overdue at the last look. */
    public long overdue() {
        return count.overdue();
    }

    /** How many could not be looked at. */
    public long unknown() {
        return count.unknown();
    }

    /** Nothing may end the schedule. */
    private void look() {
        try {
            count = count(Instant.now());
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.WARNING,
                    "the ages of data keys could not be looked at ({0})",
                    e.getClass().getSimpleName());
        }
    }

    private Count count(Instant now) {
        long overdue = 0;
        long unknown = 0;
        for (var tenant : organisations.current().all()) {
            if (tenant.organisation().rewrapDays() == null) {
                continue;
            }
            var age =
                    Instant.now().isBefore(now.plus(ROUND))
                            ? ages.of(tenant)
                            : Optional.<KeyAge>empty();
            overdue += age.filter(known -> known.isOverdue(now)).isPresent() ? 1 : 0;
            unknown += age.isEmpty() ? 1 : 0;
        }
        return new Count(overdue, unknown);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "cordon-key-ages");
        thread.setDaemon(true);
        return thread;
    }

    @PreDestroy
    void stop() {
        scheduler.shutdownNow();
    }
}
