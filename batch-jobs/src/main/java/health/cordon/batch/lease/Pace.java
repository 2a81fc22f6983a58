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

    @Inject PlatformDatabase platform;

    /** How long to wait before so many items are begun. */
    public Duration book(UUID request, int items, int perSecond) {
        long span = items * MICROS / perSecond;
        long micros =
                platform.write(
                        handle -> {
                            handle.execute(
                                    "UPDATE job_request SET next_at = TIMESTAMPADD(MICROSECOND, ?,"
                                            + " GREATEST(UTC_TIMESTAMP(6),"
                                            + " COALESCE(next_at, UTC_TIMESTAMP(6)))) WHERE id = ?",
                                    span,
                                    request.toString());
                            return handle.createQuery(
                                            "SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6),"
                                                    + " next_at) FROM job_request WHERE id = :id")
                                    .bind("id", request.toString())
                                    .mapTo(Long.class)
                                    .one();
                        });
        return Duration.ofNanos(Math.max(0, micros - span) * 1_000);
    }
}
