/** Clinical cases of a patient, encrypted with the patient's DEK. */
@NullMarked
package health.cordon.clinical.cases;

import org.jspecify.annotations.NullMarked;
