/** Pictures and reports: what goes up comes back, and what is refused or deleted leaves nothing. */
@NullMarked
package health.cordon.system.objects;

import org.jspecify.annotations.NullMarked;
