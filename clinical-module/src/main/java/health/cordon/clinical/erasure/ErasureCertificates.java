package health.cordon.clinical.erasure;

import health.cordon.clinical.erasure.ErasureCertificate.Destroyed;
import health.cordon.clinical.erasure.ErasureCertificate.KeyOf;
import health.cordon.clinical.erasure.ErasureCertificate.Objects;
import health.cordon.clinical.object.ObjectRemoval;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.erasure.Erasure;
import health.cordon.tenancy.erasure.ErasureList;
import health.cordon.tenancy.erasure.OtherCopies;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;

/** Certifies erasures of the bound organisation. */
@ApplicationScoped
public class ErasureCertificates {
    /** With the rows whose columns they are. */
    private static final List<String> INDEXES =
            List.of(
                    "patient.mrn_index",
                    "patient.family_name_index",
                    "patient.family_prefix_3",
                    "patient.family_prefix_4",
                    "patient.family_prefix_5",
                    "patient.family_prefix_6",
                    "clinical_case.source_index",
                    "histology_report.source_index");

    private static final List<String> WITH_OBJECTS = List.of("image", "histology_report");

    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject ErasureList list;
    @Inject OtherCopies elsewhere;

    /**
     * @throws ProblemException not found for whoever was not erased, also for another
     *     organisation's
     */
    ErasureCertificate of(UUID patient) {
        var tenant = context.tenant();
        var erasure =
                list.find(tenant.id(), patient)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        long pending =
                resolver.forBoundOrg()
                        .show(
                                entities -> ObjectRemoval.pending(entities, erasure.id()),
                                seen -> Change.of("erasure.read", patient));
        var looks = elsewhere.of(tenant.organisation(), erasure);
        return new ErasureCertificate(
                patient,
                erasure.doneAt() == null ? erasure.begunAt() : erasure.doneAt(),
                erasure.requestedBy(),
                destroyed(erasure, (int) pending),
                PossibleCopies.of(erasure, pending, looks));
    }

    private static Destroyed destroyed(Erasure erasure, int pending) {
        return new Destroyed(
                new KeyOf(erasure.dek(), erasure.wrappedBy()),
                erasure.destroyed(),
                INDEXES,
                objects(erasure, pending));
    }

    private static Objects objects(Erasure erasure, int pending) {
        var rows = erasure.destroyed();
        if (rows == null) {
            return new Objects(null, null, pending);
        }
        int total = WITH_OBJECTS.stream().mapToInt(table -> rows.getOrDefault(table, 0)).sum();
        return new Objects(total, Math.max(0, total - pending), pending);
    }
}
