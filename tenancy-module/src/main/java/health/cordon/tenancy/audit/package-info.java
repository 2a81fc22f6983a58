/**
 * Who changed or saw what.
 *
 * <p>In: every clinical write, every clinical read that shows something, every administrative
 * change. Out: one {@code audit_record} in the same transaction: the tenant's clinical database for
 * clinical work, the platform database for administration. Always true: ids, verbs, outcomes and
 * counts only, never a clinical value and never what was searched for.
 */
@NullMarked
package health.cordon.tenancy.audit;

import org.jspecify.annotations.NullMarked;
