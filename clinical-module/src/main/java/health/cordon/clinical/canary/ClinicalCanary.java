package health.cordon.clinical.canary;

import health.cordon.clinical.cases.CaseRequest;
import health.cordon.clinical.cases.Cases;
import health.cordon.clinical.image.Images;
import health.cordon.clinical.patient.PatientRequest;
import health.cordon.clinical.patient.PatientRows;
import health.cordon.clinical.patient.Patients;
import health.cordon.clinical.staff.StaffReads;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import health.cordon.tenancy.verification.Canary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Goes where a clinician's patient, case and picture go. */
@ApplicationScoped
public class ClinicalCanary implements Canary {
    private static final int AT_ONCE = 50;
    private static final int MAX_ROUNDS = 20;

    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject Patients patients;
    @Inject Cases cases;
    @Inject Images images;
    @Inject StaffReads reads;

    @Override
    public Rows write() {
        requireCanaries();
        var patient = patients.create(patient(), Optional.empty()).id();
        var today = LocalDate.now(ZoneOffset.UTC);
        var request = new CaseRequest(patient, "Canary of a verification", today, null);
        var caseId = cases.create(request, Optional.empty()).id();
        var picture = new ByteArrayInputStream(CanaryPicture.png());
        return new Rows(patient, caseId, images.add(caseId, picture, Optional.empty()).id());
    }

    @Override
    public boolean isListed(Rows canary) {
        requireCanaries();
        return reads.patients(null, Page.MAX_LIMIT, null).items().stream()
                        .anyMatch(patient -> patient.id().equals(canary.patient()))
                && reads.cases(null, Page.MAX_LIMIT, null).items().stream()
                        .anyMatch(found -> found.id().equals(canary.caseId()));
    }

    @Override
    public int removeAll() {
        requireCanaries();
        int removed = 0;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            var page =
                    resolver.forBoundOrg()
                            .read(entities -> PatientRows.page(entities, "", AT_ONCE));
            page.forEach(patient -> patients.erase(patient.row().id()));
            removed += page.size();
            if (page.size() < AT_ONCE) {
                return removed;
            }
        }
        return removed;
    }

    /** Under any other binding these lists hold, and this removal erases, real patients. */
    private void requireCanaries() {
        if (!context.required().canary()) {
            throw new IllegalStateException("the tenant is not bound for canaries");
        }
    }

    private static PatientRequest patient() {
        return new PatientRequest(
                "canary-" + UUID.randomUUID(), "Canary", null, null, null, null, null, null, null);
    }
}
