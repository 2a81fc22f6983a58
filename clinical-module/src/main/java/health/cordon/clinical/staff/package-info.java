/**
 * Patients and cases as platform staff may see them, wherever their organisation lives now.
 *
 * <p>In: an organisation, and a reason if what identifies a patient is to be shown. Out: lists like
 * those of clinicians. Always true: without a reason nothing that stands encrypted leaves, and no
 * key is asked for, and the tenant's own trail says who looked, and at how many; with one, it names
 * staff, reason and each record. Either way before the answer is given. On the admin port only.
 */
@NullMarked
package health.cordon.clinical.staff;

import org.jspecify.annotations.NullMarked;
