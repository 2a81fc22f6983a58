package health.cordon.provisioning.retirement;

import health.cordon.tenancy.start.PlatformStarted;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks now and then, on one thread of each node, for ends that somebody left half done, and for
 * waiting periods that are over. The lease lets one node work on each.
 */
@ApplicationScoped
public class RetirementWatch {
    private static final Logger LOG = Logger.getLogger(RetirementWatch.class.getName());
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final int AT_ONCE = 20;

    /** Of each in a round; the next round goes on. */
    private static final int MOST_TURNS = 30;

    @Inject Retirements retirements;
    @Inject Retirer retirer;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "cordon-retirement");
                        thread.setDaemon(true);
                        return thread;
                    });

    void start(@Observes PlatformStarted event) {
        scheduler.scheduleWithFixedDelay(
                this::look, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Nothing may end the schedule, and one organisation must not keep the others waiting. */
    private void look() {
        try {
            for (var id : retirements.waiting(AT_ONCE)) {
                try {
                    for (int turn = 0; turn < MOST_TURNS && retirer.goOn(id); turn++) {
                        // Each one goes on where the last one ended.
                    }
                } catch (RuntimeException e) {
                    warn(e);
                }
            }
        } catch (RuntimeException | Error e) {
            warn(e);
        }
    }

    private static void warn(Throwable e) {
        LOG.log(
                Level.WARNING,
                "an end could not be gone on with ({0}); the next look tries again",
                e.getClass().getSimpleName());
    }

    @PreDestroy
    void stop() {
        scheduler.shutdownNow();
    }
}
