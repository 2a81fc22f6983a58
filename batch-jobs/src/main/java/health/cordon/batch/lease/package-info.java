/**
 * Parts of a job, leased to workers on whichever node.
 *
 * <p>In: a job request with its ranges. Out: leases that end by themselves, and how far each range
 * is. Always true: a range has one holder at a time; each lease has a larger token than the one
 * before; who holds an old token changes nothing here, and asks before it changes anything
 * elsewhere. Time is the platform database's alone. Not here: what is done with an item.
 */
@NullMarked
package health.cordon.batch.lease;

import org.jspecify.annotations.NullMarked;
