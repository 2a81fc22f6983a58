package health.cordon.clinical.cases;

import health.cordon.clinical.field.Ids;
import health.cordon.clinical.field.RowCipher;
import health.cordon.clinical.idempotency.Answers;
import health.cordon.clinical.idempotency.IdempotencyKey;
import health.cordon.clinical.object.ObjectRemoval;
import health.cordon.clinical.object.ObjectRemovals;
import health.cordon.clinical.patient.PatientKeys;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.EntityTags;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import health.cordon.tenancy.routing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, finds, changes and deletes the cases of the bound organisation. */
@ApplicationScoped
public class Cases {
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject DekResolver deks;
    @Inject PatientKeys patientKeys;
    @Inject Cursors cursors;
    @Inject ObjectRemovals removals;
    @Inject Answers answers;

    /** Creates a case; not found when the patient is unknown or another organisation's. */
    public CaseView create(CaseRequest request, Optional<IdempotencyKey> repeat) {
        var persistence = resolver.forBoundOrg();
        return answers.once(
                repeat, persistence, CaseView.class, () -> create(request, repeat, persistence));
    }

    private CaseView create(
            CaseRequest request, Optional<IdempotencyKey> repeat, ClinicalPersistence persistence) {
        var key = patientKeys.required(request.patientId(), persistence);
        var row = new ClinicalCase(Ids.next(), request.patientId(), null);
        var cipher = cipher(row, key);
        row.fill(request.title(), request.openedOn(), request.notes(), cipher);
        return persistence.write(
                Change.of("case.create", row.id()),
                entities -> {
                    patientKeys.lockOwner(entities, request.patientId());
                    entities.persist(row);
                    entities.flush();
                    var view = row.view(cipher);
                    answers.keep(repeat, entities, key, "cases/" + row.id(), view);
                    return view;
                });
    }

    CaseView get(UUID id) {
        var persistence = resolver.forBoundOrg();
        return view(
                persistence.show(
                        entities -> CaseRows.required(entities, id),
                        seen -> Change.of("case.read", id)));
    }

    /** Cases in the order of their creation, of one patient or of all. */
    Page<CaseView> list(@Nullable UUID patient, int limit, @Nullable String cursor) {
        var persistence = resolver.forBoundOrg();
        var list = context.tenant().id() + "/cases/" + (patient == null ? "" : patient);
        var after = cursors.open(list, cursor);
        var rows =
                persistence.show(
                        entities -> CaseRows.page(entities, patient, after, limit + 1),
                        found ->
                                Change.list(
                                        "case.list",
                                        patient == null ? "cases" : patient,
                                        Math.min(found.size(), limit)));
        return Page.of(
                rows, limit, this::view, row -> cursors.sign(list, row.row().id().toString()));
    }

    /** Replaces title, date and notes; a case stays with its patient, whose key seals it. */
    CaseView change(UUID id, CaseRequest request, @Nullable String ifMatch) {
        EntityTags.required(ifMatch);
        var persistence = resolver.forBoundOrg();
        var key = key(persistence.read(entities -> CaseRows.required(entities, id)));
        return persistence.write(
                Change.of("case.change", id),
                entities -> {
                    var row = CaseRows.required(entities, id).row();
                    EntityTags.require(ifMatch, id, row.version());
                    if (!row.patientId().equals(request.patientId().toString())) {
                        throw ProblemException.invalid("patientId");
                    }
                    row.fill(
                            request.title(), request.openedOn(), request.notes(), cipher(row, key));
                    entities.flush();
                    return row.view(cipher(row, key));
                });
    }

    /** Deletes a case with its images and reports: rows first, then the objects. */
    void delete(UUID id) {
        var persistence = resolver.forBoundOrg();
        persistence.write(
                Change.of("case.delete", id),
                entities -> {
                    var row =
                            Rows.lock(entities, ClinicalCase.class, id.toString())
                                    .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
                    ObjectRemoval.removeAll(entities, "Image", id.toString());
                    ObjectRemoval.removeAll(entities, "HistologyReport", id.toString());
                    entities.remove(row);
                    return id;
                });
        removals.sweep(context.tenant(), persistence);
    }

    private CaseView view(SealedCase sealed) {
        return sealed.row().view(cipher(sealed.row(), key(sealed)));
    }

    private DataKey key(SealedCase sealed) {
        return deks.open(context.tenant(), sealed.dek());
    }

    private RowCipher cipher(ClinicalCase row, DataKey key) {
        return new RowCipher(key, context.tenant().id(), ClinicalCase.TABLE, row.id());
    }
}
