package health.cordon.clinical.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.clinical.field.RowCipher;
import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.routing.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keeps answers and repeats them. */
@ApplicationScoped
public class Answers {
    private static final Duration KEPT = Duration.ofHours(24);

    @Inject OrgContext context;
    @Inject DekResolver deks;

    private record Kept(IdempotentRequest request, Dek dek) {}

    /**
     * Does what was asked, or gives the answer that this request got before.
     *
     * @param effect keeps its answer
     * @throws ProblemException when the key came with another request
     */
    public <T> T once(
            Optional<IdempotencyKey> key,
            ClinicalPersistence persistence,
            Class<T> type,
            Supplier<T> effect) {
        return find(key, persistence, type)
                .orElseGet(() -> unlessBeaten(effect, () -> find(key, persistence, type)));
    }

    /**
     * The same for an upload.
     *
     * @param earlier the answer, when this one created that before
     * @param sha256 of what was uploaded
     */
    public <T> T onceUploaded(
            Optional<UploadKey> key,
            ClinicalPersistence persistence,
            String sha256,
            Function<UUID, T> earlier,
            Supplier<T> effect) {
        return unlessBeaten(effect, () -> findUpload(key, persistence, () -> sha256).map(earlier));
    }

    /**
     * What conflicts may be the same request: it came twice at once, or it was answered in a home
     * that this node had not heard of when it looked first.
     */
    private static <T> T unlessBeaten(Supplier<T> effect, Supplier<Optional<T>> answered) {
        try {
            return effect.get();
        } catch (ProblemException e) {
            if (e.problem() != Problem.CONFLICT) {
                throw e;
            }
            return answered.get().orElseThrow(() -> e);
        }
    }

    private <T> Optional<T> find(
            Optional<IdempotencyKey> key, ClinicalPersistence persistence, Class<T> type) {
        return key.flatMap(
                asked ->
                        persistence
                                .read(entities -> kept(entities, asked))
                                .map(found -> open(found, asked, type)));
    }

    /** Keeps an answer, in the transaction of its effect. */
    public void keep(
            Optional<IdempotencyKey> key,
            EntityManager entities,
            DataKey patientKey,
            String location,
            Object answer) {
        if (key.isEmpty()) {
            return;
        }
        entities.createQuery("DELETE FROM IdempotentRequest r WHERE r.createdAt < :limit")
                .setParameter("limit", Timestamps.now().minus(KEPT))
                .executeUpdate();
        var cipher = cipher(patientKey, key.get().id());
        entities.persist(
                new IdempotentRequest(
                        key.get().id(),
                        cipher.seal("request_hash", key.get().requestHash()),
                        patientKey.id().toString(),
                        location,
                        cipher.seal("body", json(answer))));
    }

    /**
     * The id of what an upload with this key created before.
     *
     * @param sha256 reads the request's content to its end and gives its digest; called only when
     *     the key is known
     * @throws ProblemException when the key came with other content
     */
    public Optional<UUID> findUpload(
            Optional<UploadKey> key, ClinicalPersistence persistence, Supplier<String> sha256) {
        return key.flatMap(
                asked ->
                        persistence
                                .read(entities -> kept(entities, asked.with("")))
                                .map(
                                        found -> {
                                            opened(found, asked.with(sha256.get()));
                                            return UUID.fromString(found.request.location);
                                        }));
    }

    /** The cipher of a kept answer, if it answered the same request. */
    private RowCipher opened(Kept kept, IdempotencyKey key) {
        var cipher = cipher(deks.open(context.tenant(), kept.dek), key.id());
        if (!cipher.open("request_hash", kept.request.requestHash).equals(key.requestHash())) {
            throw new ProblemException(Problem.IDEMPOTENCY_KEY_REUSED);
        }
        return cipher;
    }

    private static Optional<Kept> kept(EntityManager entities, IdempotencyKey key) {
        return Rows.find(entities, IdempotentRequest.class, key.id())
                .filter(found -> found.createdAt.isAfter(Timestamps.now().minus(KEPT)))
                .flatMap(
                        found ->
                                Rows.find(entities, Dek.class, found.dekId)
                                        .map(dek -> new Kept(found, dek)));
    }

    private <T> T open(Kept kept, IdempotencyKey key, Class<T> type) {
        var cipher = opened(kept, key);
        try {
            return Json.mapper().readValue(cipher.open("body", kept.request.body), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kept answer cannot be read", e);
        }
    }

    private RowCipher cipher(DataKey key, String row) {
        return new RowCipher(key, context.tenant().id(), IdempotentRequest.TABLE, row);
    }

    private static String json(Object answer) {
        try {
            return Json.mapper().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer can be written", e);
        }
    }
}
