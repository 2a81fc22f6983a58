/**
 * Whether two databases hold the same rows of a tenant.
 *
 * <p>In: two connections. Out: a root for each table and side, and the rows that differ, by name.
 * Always true: each side is asked by itself, in its own words, for the SHA-256 of each row; no code
 * is shared with what copies. Not here: what to do about a difference, and whether rows that change
 * meanwhile are meant.
 */
@NullMarked
package health.cordon.moves.proof;

import org.jspecify.annotations.NullMarked;
