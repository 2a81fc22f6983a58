package health.cordon.clinical.patient;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.routing.ClinicalPersistence;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Tells whether a conflict is about the MRN. The database knows it too, but says so only in a
 * message that quotes the row; so the rows are asked.
 */
final class TakenMrn {
    private TakenMrn() {}

    static <T> T named(
            Supplier<T> write, ClinicalPersistence persistence, UUID patient, byte[] mrnIndex) {
        try {
            return write.get();
        } catch (ProblemException e) {
            if (e.problem() == Problem.CONFLICT
                    && persistence.read(
                            entities -> PatientRows.hasOther(entities, patient, mrnIndex))) {
                throw ProblemException.conflict("mrn");
            }
            throw e;
        }
    }
}
