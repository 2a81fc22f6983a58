/** What the tables themselves promise. */
@NullMarked
package health.cordon.system.schema;

import org.jspecify.annotations.NullMarked;
