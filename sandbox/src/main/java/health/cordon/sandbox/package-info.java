/** Local stand-ins for the services that the product uses. */
@NullMarked
package health.cordon.sandbox;

import org.jspecify.annotations.NullMarked;
