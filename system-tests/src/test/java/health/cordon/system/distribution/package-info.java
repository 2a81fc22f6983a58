/** The archive that hospital IT unpacks; needs no server. */
@NullMarked
package health.cordon.system.distribution;

import org.jspecify.annotations.NullMarked;
