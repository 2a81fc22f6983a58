package health.cordon.clinical.document;

import health.cordon.clinical.cases.CaseLookup;
import health.cordon.clinical.field.Ids;
import health.cordon.clinical.idempotency.Answers;
import health.cordon.clinical.idempotency.UploadKey;
import health.cordon.clinical.object.CaseObject;
import health.cordon.clinical.object.CaseObjectRows;
import health.cordon.clinical.object.ClinicalObjects;
import health.cordon.clinical.object.ObjectRemovals;
import health.cordon.clinical.patient.PatientKeys;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import health.cordon.tenancy.storage.ObjectStore;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes, finds and deletes the objects of cases of the bound organisation. */
@ApplicationScoped
public class CaseDocuments {
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject CaseLookup cases;
    @Inject ClinicalObjects objects;
    @Inject ObjectRemovals removals;
    @Inject ObjectStore store;
    @Inject Cursors cursors;
    @Inject Answers answers;
    @Inject PatientKeys patientKeys;

    /** Streams an object to the organisation's bucket and adds its row to a case. */
    public <E extends CaseObject> E add(
            Kind<E> kind,
            UUID caseId,
            Optional<UploadKey> repeat,
            InputStream body,
            BiFunction<UUID, StoredObject, E> newRow) {
        var tenant = context.tenant();
        var persistence = resolver.forBoundOrg();
        var clinicalCase = persistence.read(entities -> cases.required(entities, caseId));
        var earlier = answers.findUpload(repeat, persistence, () -> objects.digest(body));
        if (earlier.isPresent()) {
            return get(kind, earlier.get());
        }
        // Only a kept answer needs the patient's key; an upload alone need not wait for KMS.
        var patientKey =
                repeat.map(key -> patientKeys.required(clinicalCase.patient(), persistence));
        var id = Ids.next();
        var announced = objects.announce(tenant, persistence, kind.folder(), id);
        var upload = objects.upload(tenant, persistence, announced, body, kind.check());
        return answers.onceUploaded(
                repeat,
                persistence,
                upload.object().sha256(),
                beaten -> get(kind, beaten),
                () ->
                        objects.store(
                                tenant,
                                persistence,
                                upload,
                                Change.of(kind.verb() + ".create", id),
                                (entities, object) -> {
                                    cases.lock(entities, caseId);
                                    var row = newRow.apply(id, object);
                                    entities.persist(row);
                                    patientKey.ifPresent(
                                            key ->
                                                    answers.keep(
                                                            repeat.map(
                                                                    asked ->
                                                                            asked.with(
                                                                                    object
                                                                                            .sha256())),
                                                            entities,
                                                            key,
                                                            id.toString(),
                                                            ""));
                                    return row;
                                }));
    }

    public <E extends CaseObject> E get(Kind<E> kind, UUID id) {
        return resolver.forBoundOrg()
                .show(
                        entities -> CaseObjectRows.required(entities, kind.type(), id),
                        seen -> Change.of(kind.verb() + ".read", id));
    }

    /** In the order of their creation, of one case or of all. */
    public <E extends CaseObject, V> Page<V> list(
            Kind<E> kind,
            @Nullable UUID caseId,
            int limit,
            @Nullable String cursor,
            Function<E, V> view) {
        var list =
                context.tenant().id() + "/" + kind.folder() + "/" + (caseId == null ? "" : caseId);
        var after = cursors.open(list, cursor);
        var rows =
                resolver.forBoundOrg()
                        .show(
                                entities ->
                                        CaseObjectRows.page(
                                                entities, kind.type(), caseId, after, limit + 1),
                                found ->
                                        Change.list(
                                                kind.verb() + ".list",
                                                caseId == null ? kind.folder() : caseId,
                                                Math.min(found.size(), limit)));
        return Page.of(rows, limit, view, row -> cursors.sign(list, row.id().toString()));
    }

    /** Deletes the row, then the object with all its versions. */
    public <E extends CaseObject> void delete(Kind<E> kind, UUID id) {
        var persistence = resolver.forBoundOrg();
        persistence.write(
                Change.of(kind.verb() + ".delete", id),
                entities -> CaseObjectRows.remove(entities, kind.type(), id));
        removals.sweep(context.tenant(), persistence);
    }

    /** Gives the bytes as a download, without a token, for a few minutes. */
    public URI address(CaseObject row) {
        return store.address(context.tenant(), row.place(), row.id());
    }
}
