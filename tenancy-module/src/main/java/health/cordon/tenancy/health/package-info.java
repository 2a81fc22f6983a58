/**
 * What a load balancer and a dashboard ask: is this node started, alive, ready, and how full is it.
 *
 * <p>Always true: no answer tells an address, a tenant or a cause.
 */
@NullMarked
package health.cordon.tenancy.health;

import org.jspecify.annotations.NullMarked;
