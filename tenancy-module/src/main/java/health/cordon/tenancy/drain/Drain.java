package health.cordon.tenancy.drain;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/**
 * Whether an operator wants this node to be taken out of service.
 *
 * <p>A server that is told to stop closes its ports first of all, before any application hears of
 * it. So the wish must come from outside, and earlier.
 */
@ApplicationScoped
public class Drain {
    private static final Logger LOG = Logger.getLogger(Drain.class.getName());

    @Inject DrainConfig config;

    private final Instant start =
            Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
    private final AtomicBoolean draining = new AtomicBoolean();

    /** True from the moment the file is made, or touched, until it is removed. */
    public boolean requested() {
        boolean now = youngerThan(start, config.file());
        if (draining.getAndSet(now) != now) {
            LOG.info(
                    now
                            ? "This node drains: it is ready for nothing new, and goes on serving."
                            : "This node drains no longer.");
        }
        return now;
    }

    /** A file from before the start belongs to the stop before. */
    static boolean youngerThan(Instant start, Path file) {
        try {
            return Files.exists(file)
                    && !Files.getLastModifiedTime(file).toInstant().isBefore(start);
        } catch (IOException e) {
            // It went away between the two questions.
            return false;
        }
    }
}
