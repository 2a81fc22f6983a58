/** Processes that are killed at the worst moment. */
@NullMarked
package health.cordon.system.crash;

import org.jspecify.annotations.NullMarked;
