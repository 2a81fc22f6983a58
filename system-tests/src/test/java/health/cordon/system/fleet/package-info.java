/** Several application servers over the same databases. */
@NullMarked
package health.cordon.system.fleet;

import org.jspecify.annotations.NullMarked;
