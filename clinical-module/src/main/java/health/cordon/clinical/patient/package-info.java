/**
 * Patients: JSON over HTTP in front, encrypted rows behind.
 *
 * <p>Always true: each patient has a DEK of its own; an MRN stands once per tenant; deleting a
 * patient destroys its DEK, its rows and, after the commit, its objects; the platform's list names
 * it before and as done after (decision 0019); where the search by first letters is off, what it
 * needs is cleared.
 */
@NullMarked
package health.cordon.clinical.patient;

import org.jspecify.annotations.NullMarked;
