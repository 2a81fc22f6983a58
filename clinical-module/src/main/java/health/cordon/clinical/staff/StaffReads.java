package health.cordon.clinical.staff;

import health.cordon.clinical.cases.CaseRows;
import health.cordon.clinical.cases.SealedCase;
import health.cordon.clinical.patient.PatientRows;
import health.cordon.clinical.patient.SealedPatient;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Lists the bound organisation's patients and cases for staff. */
@ApplicationScoped
public class StaffReads {
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject DekResolver deks;
    @Inject Cursors cursors;

    /** In the order of their creation; redacted unless there is a reason. */
    public Page<StaffPatientView> patients(
            @Nullable AccessReason reason, int limit, @Nullable String cursor) {
        var list = new StaffList(context.tenant().id(), "patients", "patient");
        var after = cursors.open(list.name(), cursor);
        var rows =
                list.read(
                        resolver.forBoundOrg(),
                        limit,
                        reason,
                        entities -> PatientRows.page(entities, after, limit + 1),
                        patient -> patient.row().id());
        return Page.of(
                rows,
                limit,
                patient -> view(patient, reason),
                patient -> cursors.sign(list.name(), patient.row().id().toString()));
    }

    /** The same for cases. */
    public Page<StaffCaseView> cases(
            @Nullable AccessReason reason, int limit, @Nullable String cursor) {
        var list = new StaffList(context.tenant().id(), "cases", "case");
        var after = cursors.open(list.name(), cursor);
        var rows =
                list.read(
                        resolver.forBoundOrg(),
                        limit,
                        reason,
                        entities -> CaseRows.page(entities, null, after, limit + 1),
                        found -> found.row().id());
        return Page.of(
                rows,
                limit,
                found -> view(found, reason),
                found -> cursors.sign(list.name(), found.row().id().toString()));
    }

    private StaffPatientView view(SealedPatient patient, @Nullable AccessReason reason) {
        return reason == null
                ? StaffPatientView.redacted(patient.row())
                : StaffPatientView.of(patient.open(tenant(), key(patient.dek())));
    }

    private StaffCaseView view(SealedCase found, @Nullable AccessReason reason) {
        return reason == null
                ? StaffCaseView.redacted(found.row())
                : StaffCaseView.of(found.open(tenant(), key(found.dek())));
    }

    private OrganisationId tenant() {
        return context.tenant().id();
    }

    private DataKey key(Dek dek) {
        return deks.open(context.tenant(), dek);
    }
}
