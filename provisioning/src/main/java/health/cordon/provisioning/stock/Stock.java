package health.cordon.provisioning.stock;

import health.cordon.provisioning.fleet.Databases;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.StockPlaces;
import health.cordon.provisioning.server.Cause;
import health.cordon.tenancy.connection.ConnectionSeal;
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

/** Fills the stock of all servers in the background, on one thread of each node. */
@ApplicationScoped
public class Stock {
    private static final Logger LOG = Logger.getLogger(Stock.class.getName());
    private static final Duration FIRST = Duration.ofSeconds(15);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** So that a look ends. */
    private static final int MOST = 10;

    @Inject StockPlaces stock;
    @Inject Places places;
    @Inject Databases databases;
    @Inject ConnectionSeal seal;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "cordon-stock");
                        thread.setDaemon(true);
                        return thread;
                    });

    void start(@Observes PlatformStarted event) {
        if (seal.isPossible()) {
            scheduler.scheduleWithFixedDelay(
                    this::look, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Nothing may end the schedule; what failed is tried again when its time is over. */
    private void look() {
        try {
            for (int i = 0; i < MOST; i++) {
                var made = stock.toMake();
                made.ifPresent(this::make);
                var dropped = stock.toDrop();
                dropped.ifPresent(this::drop);
                if (made.isEmpty() && dropped.isEmpty()) {
                    return;
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.WARNING,
                    "a database could not be made ready or be taken away ({0})",
                    new Object[] {Cause.of(e)});
        }
    }

    private void make(Place place) {
        databases.make(place);
        stock.ready(place, databases.migrate(place));
    }

    private void drop(Place place) {
        databases.drop(place);
        places.release(place);
    }

    @PreDestroy
    void stop() {
        scheduler.shutdownNow();
    }
}
