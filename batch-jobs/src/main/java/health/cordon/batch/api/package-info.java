/**
 * Jobs over REST, for platform staff.
 *
 * <p>In: orders, stops, restarts. Out: how jobs stand and what came of them. Always true: platform
 * administrators write, auditors read; nothing clinical. Not here: the work.
 */
@NullMarked
package health.cordon.batch.api;

import org.jspecify.annotations.NullMarked;
