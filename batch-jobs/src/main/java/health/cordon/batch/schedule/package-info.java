/**
 * Asks for a re-wrap where an organisation's schedule is not kept.
 *
 * <p>In: the ages of wraps. Out: job requests. Always true: one at a time for an organisation,
 * however many nodes look, and none beside an unfinished one.
 */
@NullMarked
package health.cordon.batch.schedule;

import org.jspecify.annotations.NullMarked;
