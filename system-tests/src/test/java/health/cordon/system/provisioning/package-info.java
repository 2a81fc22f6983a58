/** A tenant's life, from its first request on. */
@NullMarked
package health.cordon.system.provisioning;

import org.jspecify.annotations.NullMarked;
