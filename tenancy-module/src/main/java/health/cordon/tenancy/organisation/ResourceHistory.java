package health.cordon.tenancy.organisation;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/**
 * Tells whether a bucket or a key is, or ever was, an organisation's own.
 *
 * <p>A row can be read before the snapshot knows the resource that it names: another request, or
 * another node, has just written it with a newer one. Only then is the database asked.
 */
@ApplicationScoped
public class ResourceHistory {
    @Inject PlatformDatabase database;

    /**
     * @throws ProblemException unavailable when the platform database does not answer
     */
    public boolean hasKey(Tenant tenant, String arn) {
        return tenant.keys().contains(arn) || recorded(tenant.id(), "key", arn);
    }

    /**
     * @throws ProblemException unavailable when the platform database does not answer
     */
    public boolean hasBucket(Tenant tenant, String bucket) {
        return tenant.buckets().contains(bucket) || recorded(tenant.id(), "bucket", bucket);
    }

    /**
     * The refs under which an organisation has, or ever had, a database of its own; at most 50.
     *
     * @throws ProblemException unavailable when the platform database does not answer
     */
    public List<ConnectionRef> databases(OrganisationId owner) {
        return newest(owner, "database", 50).stream().map(ConnectionRef::new).toList();
    }

    /**
     * The buckets or keys that are, or ever were, an organisation's own, the newest first; at most
     * 200.
     *
     * @param kind {@code bucket} or {@code key}
     * @throws ProblemException unavailable when the platform database does not answer
     */
    public List<String> all(OrganisationId owner, String kind) {
        return newest(owner, kind, 200);
    }

    private List<String> newest(OrganisationId owner, String kind, int limit) {
        try {
            return database.read(
                    handle ->
                            handle.createQuery(
                                            "SELECT value FROM organisation_resource"
                                                    + " WHERE kind = :kind"
                                                    + " AND organisation_id = :owner"
                                                    + " ORDER BY since DESC LIMIT :limit")
                                    .bind("kind", kind)
                                    .bind("owner", owner.toString())
                                    .bind("limit", limit)
                                    .mapTo(String.class)
                                    .list());
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    boolean recorded(OrganisationId owner, String kind, String value) {
        try {
            return database.read(
                    handle ->
                            handle.createQuery(
                                                    "SELECT COUNT(*) FROM organisation_resource"
                                                            + " WHERE kind = :kind AND value = :value"
                                                            + " AND organisation_id = :owner")
                                            .bind("kind", kind)
                                            .bind("value", value)
                                            .bind("owner", owner.toString())
                                            .mapTo(Integer.class)
                                            .one()
                                    == 1);
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
