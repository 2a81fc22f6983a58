/**
 * Patients and cases as platform staff may see them, wherever their organisation lives now.
 *
 * <p>In: an organisation, and a reason if what identifies a patient is to be shown. Out: lists like
 * those of clinicians. Always true: without a reason nothing that stands encrypted leaves, and no
 * key is asked for; with one, the tenant's own trail names staff, reason and each record before the
 * answer is given. On the admin port only.
 */
@NullMarked
package health.cordon.clinical.staff;

import org.jspecify.annotations.NullMarked;
