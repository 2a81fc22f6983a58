/**
 * Rows of a tenant on their way from one database to another.
 *
 * <p>In: two databases, of which the one is the home and keeps a journal, and the other is being
 * filled. Out: the rows of the one in the other, as they were at some moment after they were
 * written last. Always true: what is written goes through the fence, at an epoch that is this
 * mover's alone; a line of the journal goes after its row has arrived. One thread copies and
 * follows: else a row that was read before a change could arrive after it. Not here: whether what
 * arrived is right.
 */
@NullMarked
package health.cordon.moves.rows;

import org.jspecify.annotations.NullMarked;
