/** Documents that are run: each command is typed as it stands, and its output compared. */
@NullMarked
package health.cordon.system.docs;

import org.jspecify.annotations.NullMarked;
