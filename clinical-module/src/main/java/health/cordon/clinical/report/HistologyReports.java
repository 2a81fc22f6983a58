package health.cordon.clinical.report;

import health.cordon.clinical.cases.CaseLookup;
import health.cordon.clinical.field.Ids;
import health.cordon.clinical.idempotency.Answers;
import health.cordon.clinical.idempotency.UploadKey;
import health.cordon.clinical.object.CaseObjectRows;
import health.cordon.clinical.object.ClinicalObjects;
import health.cordon.clinical.object.ContentTypes;
import health.cordon.clinical.object.ObjectRemovals;
import health.cordon.clinical.patient.PatientKeys;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import health.cordon.tenancy.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes, finds and deletes the reports of the bound organisation. */
@ApplicationScoped
public class HistologyReports {
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject CaseLookup cases;
    @Inject ClinicalObjects objects;
    @Inject ObjectRemovals removals;
    @Inject ObjectStore store;
    @Inject Cursors cursors;
    @Inject Answers answers;
    @Inject PatientKeys patientKeys;

    /** Streams a document to the organisation's bucket and adds it to a case. */
    ReportView add(
            UUID caseId, HistologyReport.Kind kind, InputStream body, Optional<UploadKey> repeat) {
        var tenant = context.tenant();
        var persistence = resolver.forBoundOrg();
        var clinicalCase = persistence.read(entities -> cases.required(entities, caseId));
        var earlier = answers.findUpload(repeat, persistence, () -> objects.digest(body));
        if (earlier.isPresent()) {
            return get(earlier.get());
        }
        var patientKey = patientKeys.required(clinicalCase.patient(), persistence);
        var id = Ids.next();
        var announced = objects.announce(tenant, persistence, "reports", id);
        var upload = objects.upload(tenant, persistence, announced, body, ContentTypes.reports());
        return objects.store(
                tenant,
                persistence,
                upload,
                Change.of("histology-report.create", id),
                (entities, object) -> {
                    var report = new HistologyReport(id, caseId, kind, null, object);
                    entities.persist(report);
                    answers.keep(
                            repeat.map(key -> key.with(object.sha256())),
                            entities,
                            patientKey,
                            id.toString(),
                            "");
                    return view(report);
                });
    }

    ReportView get(UUID id) {
        return view(
                resolver.forBoundOrg()
                        .read(
                                entities ->
                                        CaseObjectRows.required(
                                                entities, HistologyReport.class, id)));
    }

    Page<ReportView> list(@Nullable UUID caseId, int limit, @Nullable String cursor) {
        var list = context.tenant().id() + "/reports/" + (caseId == null ? "" : caseId);
        var after = cursors.open(list, cursor);
        var rows =
                resolver.forBoundOrg()
                        .read(
                                entities ->
                                        CaseObjectRows.page(
                                                entities,
                                                HistologyReport.class,
                                                caseId,
                                                after,
                                                limit + 1));
        return Page.of(rows, limit, this::view, row -> cursors.sign(list, row.id().toString()));
    }

    /** Deletes the row, then the object with all its versions. */
    void delete(UUID id) {
        var persistence = resolver.forBoundOrg();
        persistence.write(
                Change.of("histology-report.delete", id),
                entities -> CaseObjectRows.remove(entities, HistologyReport.class, id));
        removals.sweep(context.tenant(), persistence);
    }

    private ReportView view(HistologyReport report) {
        return new ReportView(
                report.id(),
                report.caseId(),
                report.kind(),
                report.place().bucket(),
                report.sha256(),
                report.sizeBytes(),
                report.contentType(),
                report.createdAt(),
                store.address(context.tenant(), report.place(), report.id()));
    }
}
