package health.cordon.tenancy.storage;

import health.cordon.tenancy.keys.KeyProviderResolver;
import health.cordon.tenancy.organisation.ResourceHistory;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where the new objects of a tenant go, and which objects are its own. */
@ApplicationScoped
public class OrgStorageRegistry {
    /** Nothing that leads elsewhere: no dots, no empty parts, nothing encoded. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]+(/[A-Za-z0-9-]+)+");

    @Inject RoutingConfig routingConfig;
    @Inject StorageConfig storageConfig;
    @Inject KeyProviderResolver keys;
    @Inject ResourceHistory history;

    /** The place of a new object; NULL in the organisation's column means the shared bucket. */
    public ObjectPlace placeFor(Tenant tenant, String kind, UUID id) {
        var bucket =
                routingConfig.perOrganisation()
                        ? tenant.organisation().bucket().orElse(sharedBucket())
                        : sharedBucket();
        return new ObjectPlace(bucket, prefix(tenant) + kind + "/" + id);
    }

    /** The KMS key that encrypts a tenant's new objects; without one, the bucket does by itself. */
    public Optional<String> keyFor(Tenant tenant) {
        return keys.cmkFor(tenant);
    }

    /**
     * Whether an object lies in a bucket of the tenant's history, under the tenant's prefix, for
     * stores too that take a key for a path.
     */
    public boolean owns(Tenant tenant, ObjectPlace place) {
        return place.key().startsWith(prefix(tenant))
                && PLAIN.matcher(place.key()).matches()
                && (place.bucket().equals(sharedBucket())
                        || history.hasBucket(tenant, place.bucket()));
    }

    private String sharedBucket() {
        return storageConfig.sharedBucket();
    }

    private static String prefix(Tenant tenant) {
        return tenant.id() + "/";
    }
}
