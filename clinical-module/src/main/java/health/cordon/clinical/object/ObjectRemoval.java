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
import org.eclipse.persistence.annotations.Multitenant;
import org.eclipse.persistence.annotations.TenantDiscriminatorColumn;

/** An object that is to go at a time, unless a row takes this back before. */
@Entity
@Table(name = "object_removal")
@Multitenant
@TenantDiscriminatorColumn(name = TenantColumn.NAME, contextProperty = TenantColumn.PROPERTY)
public class ObjectRemoval {
    /** Longer than any upload can take. */
    private static final Duration UPLOAD = Duration.ofHours(6);

    @Id String id;

    @Column(name = "s3_bucket")
    String s3Bucket;

    @Column(name = "s3_key")
    String s3Key;

    @Column(name = "due_at")
    LocalDateTime dueAt;

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

    ObjectPlace place() {
        return new ObjectPlace(s3Bucket, s3Key);
    }

    /**
     * Notes all objects of the rows {@code o} that a query finds.
     *
     * @param from the query from its FROM on, with the parameter {@code owner}
     */
    public static void noteAll(EntityManager entities, String from, String owner) {
        entities.createQuery("SELECT o.s3Bucket, o.s3Key " + from, Object[].class)
                .setParameter("owner", owner)
                .getResultList()
                .forEach(
                        columns ->
                                entities.persist(
                                        now(
                                                new ObjectPlace(
                                                        (String) columns[0],
                                                        (String) columns[1]))));
    }
}
