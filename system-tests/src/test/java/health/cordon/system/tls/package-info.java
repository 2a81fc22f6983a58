/** TLS of everything that the product calls, and of its own ports. */
@NullMarked
package health.cordon.system.tls;

import org.jspecify.annotations.NullMarked;
