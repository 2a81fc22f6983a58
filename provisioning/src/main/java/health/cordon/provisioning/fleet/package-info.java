/**
 * The database servers on which provisioning may make databases.
 *
 * <p>In: what an administrator says of a server. Out: a place on the least loaded open server of a
 * region. Always true: a server never holds more databases than its capacity, however many ask at
 * once; one that drains gets none; one that holds any is not taken away. Not here: making a
 * database.
 */
@NullMarked
package health.cordon.provisioning.fleet;

import org.jspecify.annotations.NullMarked;
