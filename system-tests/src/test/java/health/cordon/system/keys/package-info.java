/** Keys of organisations and patients, seen from outside. */
@NullMarked
package health.cordon.system.keys;

import org.jspecify.annotations.NullMarked;
