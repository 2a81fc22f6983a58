package health.cordon.clinical.cases;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.routing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.UUID;

/** Tells other rooms whether a case is there. */
@ApplicationScoped
public class CaseLookup {
    /**
     * @throws ProblemException not found, also for another organisation's case
     */
    public ClinicalCase required(EntityManager entities, UUID id) {
        return Rows.find(entities, ClinicalCase.class, id.toString())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    /**
     * The same, locked, before a child is added: who adds and who deletes then wait for each other
     * at the parent, where adding first and meeting there would be a deadlock.
     *
     * @throws ProblemException not found
     */
    public void lock(EntityManager entities, UUID id) {
        if (Rows.lock(entities, ClinicalCase.class, id.toString()).isEmpty()) {
            throw new ProblemException(Problem.NOT_FOUND);
        }
    }
}
