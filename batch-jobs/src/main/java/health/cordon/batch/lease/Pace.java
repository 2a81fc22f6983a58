package health.cordon.batch.lease;

import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;

/**
 * Keeps a job to its rate, all nodes together: who is about to work on some items takes their time
 * off the job's calendar, and waits until it comes.
 */
@ApplicationScoped
public class Pace {
    private static final long MICROS = 1_000_000;

    /** Since 1970, by the database's clock. */
    private static final String NOW = "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)";

    @Inject PlatformDatabase platform;

    /** How long to wait before so many items are begun. */
    public Duration book(UUID request, int items, int perSecond) {
        long span = items * MICROS / perSecond;
        long micros =
                platform.read(
                        handle -> {
                            // One statement that commits by itself: see Leases.
                            handle.execute(
                                    "UPDATE job_request SET next_micros ="
                                            + " LAST_INSERT_ID(GREATEST(next_micros, "
                                            + NOW
                                            + ") + ?) WHERE id = ?",
                                    span,
                                    request.toString());
                            return handle.createQuery(
                                            "SELECT CAST(LAST_INSERT_ID() AS SIGNED) - " + NOW)
                                    .mapTo(Long.class)
                                    .one();
                        });
        return Duration.ofNanos(Math.max(0, micros - span) * 1_000);
    }
}
