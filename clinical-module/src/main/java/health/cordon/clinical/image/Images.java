package health.cordon.clinical.image;

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

/** Takes, finds and deletes the pictures of the bound organisation. */
@ApplicationScoped
public class Images {
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject CaseLookup cases;
    @Inject ClinicalObjects objects;
    @Inject ObjectRemovals removals;
    @Inject ObjectStore store;
    @Inject Cursors cursors;
    @Inject Answers answers;
    @Inject PatientKeys patientKeys;

    /** Streams a picture to the organisation's bucket and adds it to a case. */
    ImageView add(UUID caseId, InputStream body, Optional<UploadKey> repeat) {
        var tenant = context.tenant();
        var persistence = resolver.forBoundOrg();
        var clinicalCase = persistence.read(entities -> cases.required(entities, caseId));
        var earlier = answers.findUpload(repeat, persistence, () -> objects.digest(body));
        if (earlier.isPresent()) {
            return get(earlier.get());
        }
        var patientKey = patientKeys.required(clinicalCase.patient(), persistence);
        var id = Ids.next();
        var announced = objects.announce(tenant, persistence, "images", id);
        var upload = objects.upload(tenant, persistence, announced, body, ContentTypes.images());
        return objects.store(
                tenant,
                persistence,
                upload,
                Change.of("image.create", id),
                (entities, object) -> {
                    var image = new Image(id, caseId, object);
                    entities.persist(image);
                    answers.keep(
                            repeat.map(key -> key.with(object.sha256())),
                            entities,
                            patientKey,
                            id.toString(),
                            "");
                    return view(image);
                });
    }

    ImageView get(UUID id) {
        return view(
                resolver.forBoundOrg()
                        .read(entities -> CaseObjectRows.required(entities, Image.class, id)));
    }

    Page<ImageView> list(@Nullable UUID caseId, int limit, @Nullable String cursor) {
        var list = context.tenant().id() + "/images/" + (caseId == null ? "" : caseId);
        var after = cursors.open(list, cursor);
        var rows =
                resolver.forBoundOrg()
                        .read(
                                entities ->
                                        CaseObjectRows.page(
                                                entities, Image.class, caseId, after, limit + 1));
        return Page.of(rows, limit, this::view, row -> cursors.sign(list, row.id().toString()));
    }

    /** Deletes the row, then the object with all its versions. */
    void delete(UUID id) {
        var persistence = resolver.forBoundOrg();
        persistence.write(
                Change.of("image.delete", id),
                entities -> CaseObjectRows.remove(entities, Image.class, id));
        removals.sweep(context.tenant(), persistence);
    }

    private ImageView view(Image image) {
        return new ImageView(
                image.id(),
                image.caseId(),
                image.place().bucket(),
                image.sha256(),
                image.sizeBytes(),
                image.contentType(),
                image.createdAt(),
                store.address(context.tenant(), image.place(), image.id()));
    }
}
