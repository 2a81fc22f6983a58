/**
 * How an operator takes a node out of service before it is stopped.
 *
 * <p>In: a file that somebody makes. Out: whether it is there. Always true: while it is, readiness
 * is down and requests are answered as ever, so a load balancer has the time to go elsewhere; what
 * is left of an earlier stop does not keep a new start from being ready. Not here: the end itself,
 * which is the server's.
 */
@NullMarked
package health.cordon.tenancy.drain;

import org.jspecify.annotations.NullMarked;
