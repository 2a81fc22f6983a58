/**
 * What images and reports share: bytes that live in a bucket while their row lives here.
 *
 * <p>Always true: no object without a row outlives its removal date, and none is removed while its
 * row stands, whatever is killed when: the removal is written before the upload and taken back in
 * the transaction that writes the row.
 */
@NullMarked
package health.cordon.clinical.object;

import org.jspecify.annotations.NullMarked;
