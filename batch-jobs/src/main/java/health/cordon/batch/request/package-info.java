/**
 * What jobs were asked for, and what came of them.
 *
 * <p>In: requests of platform administrators and schedules. Out: rows that every node works from.
 * Always true: an organisation has one unfinished job of a kind; each request, stop, restart and
 * end is in the platform's trail with the change itself. Not here: who works on it (decision 0021).
 */
@NullMarked
package health.cordon.batch.request;

import org.jspecify.annotations.NullMarked;
