/**
 * Administration of organisations: list, get, create, and change the three columns.
 *
 * <p>In: requests of platform staff. Out: rows of the platform database, each change with its audit
 * record in the same transaction, seen at once on this node. Always true: a resource that serves or
 * served another organisation is refused, and so is one that does not pass the pre-flight; giving
 * back is never refused for the state of a resource; nothing clinical is named here.
 */
@NullMarked
package health.cordon.admin.organisation;

import org.jspecify.annotations.NullMarked;
