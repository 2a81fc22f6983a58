/**
 * Requests that may be sent twice: an {@code Idempotency-Key} makes a repeated POST repeat its
 * answer instead of its effect.
 *
 * <p>Always true: a key is known only within its tenant, for 24 hours, and only for the same
 * request; the stored answer is sealed with the patient's DEK and dies with it.
 */
@NullMarked
package health.cordon.clinical.idempotency;

import org.jspecify.annotations.NullMarked;
