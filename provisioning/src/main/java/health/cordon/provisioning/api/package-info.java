/**
 * Database servers over REST, for platform staff.
 *
 * <p>In: requests of the administrative interface. Out: servers, never the URL of one.
 */
@NullMarked
package health.cordon.provisioning.api;

import org.jspecify.annotations.NullMarked;
