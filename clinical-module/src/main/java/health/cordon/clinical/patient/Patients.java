package health.cordon.clinical.patient;

import health.cordon.clinical.field.FieldTimes;
import health.cordon.clinical.field.Ids;
import health.cordon.clinical.field.IndexKeys;
import health.cordon.clinical.field.RowCipher;
import health.cordon.clinical.idempotency.Answers;
import health.cordon.clinical.idempotency.IdempotencyKey;
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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates, finds, changes and erases the patients of the bound organisation. */
@ApplicationScoped
public class Patients {
    @Inject OrgContext context;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject DekResolver deks;
    @Inject IndexKeys indexKeys;
    @Inject FieldTimes times;
    @Inject Cursors cursors;
    @Inject ListedErasure erasure;
    @Inject Answers answers;

    /** Creates a patient with a DEK of its own. Conflict when the MRN exists already. */
    public PatientView create(PatientRequest request, Optional<IdempotencyKey> repeat) {
        var persistence = resolver.forBoundOrg();
        return answers.once(
                repeat, persistence, PatientView.class, () -> create(request, repeat, persistence));
    }

    private PatientView create(
            PatientRequest request,
            Optional<IdempotencyKey> repeat,
            ClinicalPersistence persistence) {
        var tenant = context.tenant();
        var indexKey = indexKeys.required(tenant, persistence);
        var dek = deks.create(tenant, Ids.next());
        var patient = new Patient(Ids.next(), dek.row().id());
        var cipher = new RowCipher(dek.key(), tenant.id(), Patient.TABLE, patient.id());
        times.seal(
                () ->
                        patient.fill(
                                request, cipher, indexKey, tenant.organisation().prefixSearch()));
        return TakenMrn.named(
                () ->
                        persistence.write(
                                Change.of("patient.create", patient.id()),
                                entities -> {
                                    entities.persist(dek.row());
                                    // The patient refers to the DEK; without relations JPA does not
                                    // order them.
                                    entities.flush();
                                    entities.persist(patient);
                                    entities.flush();
                                    var view = times.open(() -> patient.view(cipher));
                                    answers.keep(
                                            repeat,
                                            entities,
                                            dek.key(),
                                            "patients/" + patient.id(),
                                            view);
                                    return view;
                                }),
                persistence,
                patient.id(),
                Patient.mrnIndex(indexKey, request.mrn()));
    }

    PatientView get(UUID id) {
        var persistence = resolver.forBoundOrg();
        return view(
                persistence.show(
                        entities -> PatientRows.required(entities, id),
                        seen -> Change.of("patient.read", id)));
    }

    /**
     * Patients in the order of their creation.
     *
     * @throws ProblemException prefix search off
     */
    Page<PatientView> list(PatientSearch search, int limit, @Nullable String cursor) {
        var tenant = context.tenant();
        if (search.familyPrefix() != null && !tenant.organisation().prefixSearch()) {
            throw new ProblemException(Problem.PREFIX_SEARCH_OFF);
        }
        var persistence = resolver.forBoundOrg();
        var indexKey = indexKeys.find(tenant, persistence);
        if (indexKey.isEmpty()) {
            // Looked for again behind the fence: the first look may have been in a former home.
            boolean late =
                    persistence.show(
                            entities -> deks.hasIndexKey(tenant, entities), none -> listed(0));
            return late ? list(search, limit, cursor) : new Page<>(List.of(), null);
        }
        var list = tenant.id() + "/patients/" + search.name(indexKey.get());
        var after = cursors.open(list, cursor);
        var indexes = search.indexes(indexKey.get());
        var rows =
                persistence.show(
                        entities -> PatientRows.page(entities, indexes, after, limit + 1),
                        found -> listed(Math.min(found.size(), limit)));
        var page =
                Page.of(
                        rows,
                        limit,
                        this::view,
                        row -> cursors.sign(list, row.row().id().toString()));
        return new Page<>(
                page.items().stream().filter(seen -> search.fits(seen, indexKey.get())).toList(),
                page.next());
    }

    /** Without what was searched for: an MRN or a name would stand in the trail. */
    private static Change listed(int items) {
        return Change.list("patient.list", "patients", items);
    }

    /** Replaces a patient's fields, if nobody else has since {@code ifMatch}. */
    PatientView change(UUID id, PatientRequest request, @Nullable String ifMatch) {
        EntityTags.required(ifMatch);
        var tenant = context.tenant();
        var persistence = resolver.forBoundOrg();
        var indexKey = indexKeys.required(tenant, persistence);
        // Unwrapped before the transaction, so that no row is locked while KMS is asked.
        var key = key(persistence.read(entities -> PatientRows.required(entities, id)));
        return TakenMrn.named(
                () ->
                        persistence.write(
                                Change.of("patient.change", id),
                                entities -> {
                                    var patient = PatientRows.required(entities, id);
                                    EntityTags.require(ifMatch, id, patient.row().version());
                                    var cipher = patient.cipher(tenant.id(), key);
                                    patient.row()
                                            .fill(
                                                    request,
                                                    cipher,
                                                    indexKey,
                                                    tenant.organisation().prefixSearch());
                                    entities.flush();
                                    return patient.row().view(cipher);
                                }),
                persistence,
                id,
                Patient.mrnIndex(indexKey, request.mrn()));
    }

    /** Erases a patient: DEK, rows and index first, then the objects; see {@link ListedErasure}. */
    public void erase(UUID id) {
        var binding = context.required();
        var persistence = resolver.forBoundOrg();
        if (binding.canary()) {
            erasure.eraseCanary(binding.tenant(), persistence, id);
        } else {
            erasure.erase(binding, persistence, id);
        }
    }

    private PatientView view(SealedPatient patient) {
        var cipher = patient.cipher(context.tenant().id(), key(patient));
        return times.open(() -> patient.row().view(cipher));
    }

    private DataKey key(SealedPatient patient) {
        return deks.open(context.tenant(), patient.dek());
    }
}
