/**
 * Database servers, passwords and keys of connections over REST, for platform staff.
 *
 * <p>In: requests of the administrative interface. Out: what is kept of them, never a URL.
 */
@NullMarked
package health.cordon.provisioning.api;

import org.jspecify.annotations.NullMarked;
