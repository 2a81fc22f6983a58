/**
 * The list of erased patients, outside of the databases that held them, and the mark by which such
 * a database tells that it is an old copy.
 *
 * <p>In: an intent before a clinical database erases, and the news that it has. Out: the list, and
 * how many are on it. Always true: an erasure that a client was told of is on the list as done; the
 * mark of a database never counts an erasure that it has not carried out; ids, counts, times and
 * who asked, nothing clinical. Not here: what an erasure takes away, which the clinical module
 * knows. Decision: 0019.
 */
@NullMarked
package health.cordon.tenancy.erasure;

import org.jspecify.annotations.NullMarked;
