/**
 * How somebody signs in at the server's own tools.
 *
 * <p>In: what a request to a tool says about its caller. Out: a subject that Liberty's roles are
 * bound to, or a refusal. Always true: the product decides, through an MBean, and where it does not
 * answer everybody is refused. It knows no class of the product, because the server loads it apart
 * from the application. Loaded only where an operator has switched the tools on (decision 0014).
 */
@NullMarked
package health.cordon.login;

import org.jspecify.annotations.NullMarked;
