/** Two organisations in one shared database: what the one can learn of the other is nothing. */
@NullMarked
package health.cordon.system.isolation;

import org.jspecify.annotations.NullMarked;
