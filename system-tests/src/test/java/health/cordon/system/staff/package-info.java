/** What platform staff may see of an organisation's records. */
@NullMarked
package health.cordon.system.staff;

import org.jspecify.annotations.NullMarked;
