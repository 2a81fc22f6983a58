package health.cordon.provisioning.rotation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How old the passwords of a database are, by the clock of the platform database.
 *
 * @param since when they were made
 * @param days how long ago that is
 * @param rotatedAt when they were exchanged last
 */
record Age(Instant since, long days, @Nullable Instant rotatedAt) {}
