/**
 * Who changed what.
 *
 * <p>In: every clinical write and every administrative change. Out: one {@code audit_record} in the
 * same transaction: the tenant's clinical database for clinical writes, the platform database for
 * administration. Always true: ids, verbs and outcomes only, never a clinical value.
 */
@NullMarked
package health.cordon.tenancy.audit;

import org.jspecify.annotations.NullMarked;
