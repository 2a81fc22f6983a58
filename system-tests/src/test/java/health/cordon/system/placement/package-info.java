/** An organisation with its own database, bucket and key, beside one that shares all of them. */
@NullMarked
package health.cordon.system.placement;

import org.jspecify.annotations.NullMarked;
