/**
 * A verification's canary: a patient with a case and a picture, made and removed by the same
 * services as those of clinicians.
 *
 * <p>Always true: it carries nothing of anybody, and the column {@code canary} keeps it out of
 * every statement that works on records.
 */
@NullMarked
package health.cordon.clinical.canary;

import org.jspecify.annotations.NullMarked;
