/** How the product's classes may know each other; needs no server. */
@NullMarked
package health.cordon.system.architecture;

import org.jspecify.annotations.NullMarked;
