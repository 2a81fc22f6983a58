/**
 * Encrypted fields of clinical rows.
 *
 * <p>In: plain values and a patient's key. Out: sealed bytes bound to tenant, table, row and
 * column. Always true: a value opens nowhere else.
 */
@NullMarked
package health.cordon.clinical.field;

import org.jspecify.annotations.NullMarked;
