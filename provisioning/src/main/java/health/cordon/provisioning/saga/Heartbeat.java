package health.cordon.provisioning.saga;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Renews leases while somebody works. */
@ApplicationScoped
public class Heartbeat {
    private static final Logger LOG = Logger.getLogger(Heartbeat.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(4);

    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "cordon-provisioning-lease");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** Beats until it is closed. */
    Beat of(Runnable renewal) {
        var beating =
                clock.scheduleWithFixedDelay(
                        () -> beat(renewal),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
        return new Beat(beating);
    }

    record Beat(ScheduledFuture<?> beating) implements AutoCloseable {
        @Override
        public void close() {
            beating.cancel(false);
        }
    }

    /** What fails now may do the next time; who works finds out by itself. */
    private static void beat(Runnable renewal) {
        try {
            renewal.run();
        } catch (RuntimeException e) {
            LOG.log(
                    Level.FINE,
                    "a lease was not renewed ({0})",
                    new Object[] {e.getClass().getSimpleName()});
        }
    }

    @PreDestroy
    void stop() {
        clock.shutdownNow();
    }
}
