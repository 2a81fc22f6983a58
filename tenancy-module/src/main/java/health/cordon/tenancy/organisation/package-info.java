/**
 * Organisations and what each of them owns.
 *
 * <p>In: rows of the platform database, changed through the product or by plain SQL. Out: an
 * immutable {@link health.cordon.tenancy.organisation.Organisations} snapshot per node, refreshed
 * every 30 s, within 2 s of a change, and at once where the change was made. Always true: a lookup
 * is a map read without lock or I/O; if the platform database is away, the last snapshot serves.
 */
@NullMarked
package health.cordon.tenancy.organisation;

import org.jspecify.annotations.NullMarked;
