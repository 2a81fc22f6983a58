/** The tenant that the current work is done for. */
@NullMarked
package health.cordon.tenancy.context;

import org.jspecify.annotations.NullMarked;
