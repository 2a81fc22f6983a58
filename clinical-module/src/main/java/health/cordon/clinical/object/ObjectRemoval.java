package health.cordon.clinical.object;

import health.cordon.clinical.field.Ids;
import health.cordon.clinical.field.Timestamps;
import health.cordon.tenancy.organisation.TenantColumn;
import health.cordon.tenancy.storage.ObjectPlace;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.UUID;
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;
import org.jspecify.annotations.Nullable;

/** An object that is to go at a time, unless a row takes this back before. */
@Entity
@Table(name = "t_object_removal")
@Multitenant
@TenantDiscriminatorColumn(
        name = TenantColumn.NAME,
        contextProperty = TenantColumn.PROPERTY,
        primaryKey = true)
public class ObjectRemoval {
    /** Longer than any upload can take. */
    private static final Duration UPLOAD = Duration.ofHours(6);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int MAX_DOUBLINGS = 20;

    @Id String id;

    @Column(name = "s3_bucket")
    String s3Bucket;

    @Column(name = "s3_key")
    String s3Key;

    @Column(name = "due_at")
    LocalDateTime dueAt;

    @Column int attempts;

    @Column(name = "erasure_id")
    @Nullable String erasureId;

    /** For JPA. */
    protected ObjectRemoval() {}

    private ObjectRemoval(ObjectPlace place, LocalDateTime dueAt) {
        this.id = Ids.next().toString();
        this.s3Bucket = place.bucket();
        this.s3Key = place.key();
        this.dueAt = dueAt;
    }

    /** For an object whose row is going. */
    static ObjectRemoval now(ObjectPlace place) {
        return new ObjectRemoval(place, Timestamps.now());
    }

    /** For an object that has no row yet. */
    static ObjectRemoval unlessKept(ObjectPlace place) {
        return new ObjectRemoval(place, Timestamps.now().plus(UPLOAD));
    }

    /** After a failure: a minute, then twice as long each time, and never more than six hours. */
    static Duration pause(int attempts) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    ObjectPlace place() {
        return new ObjectPlace(s3Bucket, s3Key);
    }

    /** The last part of the key: the object's id. */
    String fileName() {
        return s3Key.substring(s3Key.lastIndexOf('/') + 1);
    }

    /**
     * Removes the rows of one kind that belong to a case, and notes their objects.
     *
     * @param entity the kind, by its entity name
     */
    public static void removeAll(EntityManager entities, String entity, String caseId) {
        removeAll(entities, entity, caseId, null);
    }

    /**
     * The same as a part of an erasure.
     *
     * @param erasure its id on the list, if it is on the list
     * @return how many there were
     */
    public static int removeAll(
            EntityManager entities, String entity, String caseId, @Nullable UUID erasure) {
        entities.createQuery(
                        "SELECT o.s3Bucket, o.s3Key FROM " + entity + " o WHERE o.caseId = :case",
                        Object[].class)
                .setParameter("case", caseId)
                .getResultList()
                .forEach(
                        place ->
                                entities.persist(
                                        now((String) place[0], (String) place[1], erasure)));
        return entities.createQuery("DELETE FROM " + entity + " o WHERE o.caseId = :case")
                .setParameter("case", caseId)
                .executeUpdate();
    }

    private static ObjectRemoval now(String bucket, String key, @Nullable UUID erasure) {
        var removal = now(new ObjectPlace(bucket, key));
        removal.erasureId = erasure == null ? null : erasure.toString();
        return removal;
    }

    /** How many objects of an erasure the store has not removed yet. */
    public static long pending(EntityManager entities, UUID erasure) {
        return entities.createQuery(
                        "SELECT COUNT(r) FROM ObjectRemoval r WHERE r.erasureId = :erasure",
                        Long.class)
                .setParameter("erasure", erasure.toString())
                .getSingleResult();
    }
}
