package health.cordon.clinical.patient;

import health.cordon.clinical.object.ObjectRemovals;
import health.cordon.clinical.patient.PatientErasure.Erased;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.context.Binding;
import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.ErasureList;
import health.cordon.tenancy.erasure.ErasureMark;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Erases a patient so that no old copy of the database brings it back: the intent stands on the
 * platform's list before anything is destroyed, and the client hears of a success only when the
 * list has it as done (decision 0019).
 */
@ApplicationScoped
public class ListedErasure {
    private static final Logger LOG = Logger.getLogger(ListedErasure.class.getName());

    @Inject ErasureList list;
    @Inject PatientErasure erasure;
    @Inject DekResolver deks;
    @Inject ObjectRemovals removals;

    /**
     * @throws ProblemException not found; unavailable when the list or the patient's database does
     *     not answer. Then nothing is erased, or an upkeep notes later that it is
     */
    void erase(Binding binding, ClinicalPersistence persistence, UUID patient) {
        var tenant = binding.tenant();
        var doomed = persistence.read(entities -> PatientRows.doomed(entities, patient));
        var listed =
                list.begin(tenant.id(), patient, doomed.dek(), doomed.wrappedBy(), binding.actor());
        try {
            prepareMark(tenant, persistence);
            var erased = destroy(tenant, persistence, listed);
            list.done(listed, erased.rows());
        } catch (ProblemException e) {
            takeBackIfRefused(listed, e);
            throw e;
        }
        removals.sweep(tenant, persistence);
    }

    private Erased destroy(Tenant tenant, ClinicalPersistence persistence, Erasure listed) {
        return forgotten(
                tenant,
                persistence.write(
                        Change.of("patient.erase", listed.patient()),
                        entities -> {
                            var erased = destroy(entities, listed).orNotFound();
                            ErasureMark.count(entities, tenant.id());
                            return erased;
                        }));
    }

    /** A canary is nobody's record and on no list. */
    void eraseCanary(Tenant tenant, ClinicalPersistence persistence, UUID patient) {
        var doomed = persistence.read(entities -> PatientRows.doomed(entities, patient));
        forgotten(
                tenant,
                persistence.write(
                        Change.of("patient.erase", patient),
                        entities ->
                                erasure.erase(entities, patient, doomed.dek(), null).orNotFound()));
        removals.sweep(tenant, persistence);
    }

    /**
     * Erases again what an old copy of the database has brought back.
     *
     * @param persistence of that database
     * @throws ProblemException not found, when somebody else has just done it
     */
    public void eraseAgain(Tenant tenant, ClinicalPersistence persistence, Erasure listed) {
        forgotten(
                tenant,
                persistence.write(
                        Change.of("patient.erase-again", listed.patient()),
                        entities -> destroy(entities, listed).orNotFound()));
    }

    private Erased destroy(EntityManager entities, Erasure listed) {
        return erasure.erase(entities, listed.patient(), listed.dek(), listed.id());
    }

    /** After the commit: until then the key still opens rows. */
    private Erased forgotten(Tenant tenant, Erased erased) {
        erased.dek().ifPresent(dek -> deks.forget(tenant, dek));
        return erased;
    }

    /** Two erasures that both made the row would be a conflict. */
    private static void prepareMark(Tenant tenant, ClinicalPersistence persistence) {
        if (persistence.read(entities -> ErasureMark.exists(entities, tenant.id()))) {
            return;
        }
        try {
            persistence.maintain(
                    entities -> {
                        ErasureMark.create(entities, tenant.id());
                        return tenant;
                    });
        } catch (ProblemException e) {
            if (e.problem() != Problem.CONFLICT) {
                throw e;
            }
            // Somebody else was faster.
        }
    }

    /**
     * What was refused has changed nothing. Of anything else nobody knows here whether the database
     * has committed; an upkeep looks.
     */
    private void takeBackIfRefused(Erasure listed, ProblemException failure) {
        if (!failure.problem().isCallers()) {
            return;
        }
        try {
            list.takeBack(listed);
        } catch (ProblemException e) {
            LOG.log(
                    Level.FINE,
                    "the intent {0} stays until an upkeep settles it: {1}",
                    new Object[] {listed.id(), e.problem()});
        }
    }
}
