/**
 * Ends an organisation: read-only first, then destroyed step by step, with a certificate at the
 * end.
 *
 * <p>In: who wants it. Out: no row, no object version and no usable key of the organisation, what
 * provisioning made for it scheduled for deletion, and a certificate of what was seen before and
 * after. Always true: nothing is destroyed before the organisation was read-only for as long as the
 * operator wants and is no tenant any more on any node; each step looks at what is there, so that
 * whoever asks again goes on where it stopped; a transaction takes few rows; only what provisioning
 * made is deleted. Decision: 0023.
 */
@NullMarked
package health.cordon.provisioning.retirement;

import org.jspecify.annotations.NullMarked;
