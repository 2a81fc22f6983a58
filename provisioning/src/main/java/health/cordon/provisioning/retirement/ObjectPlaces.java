package health.cordon.provisioning.retirement;

import health.cordon.provisioning.cloud.Bucket;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.ResourceHistory;
import health.cordon.tenancy.storage.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Where objects of an organisation lie or may lie: the shared bucket, and all that it ever had. */
@ApplicationScoped
public class ObjectPlaces {
    @Inject StorageConfig storageConfig;
    @Inject ResourceHistory history;
    @Inject Bucket buckets;

    /**
     * @param prefix empty where all of the bucket is the organisation's
     */
    record Under(String bucket, String prefix) {}

    List<Under> of(Organisation organisation) {
        var made = made(organisation);
        var names = new LinkedHashSet<>(history.all(organisation.id(), "bucket"));
        names.add(storageConfig.sharedBucket());
        return names.stream()
                .map(
                        name ->
                                new Under(
                                        name,
                                        made.equals(Optional.of(name))
                                                ? ""
                                                : organisation.id() + "/"))
                .toList();
    }

    boolean isShared(String bucket) {
        return bucket.equals(storageConfig.sharedBucket());
    }

    /** The bucket that provisioning made for it, known by its name, which nobody else gives. */
    Optional<String> made(Organisation organisation) {
        var name = buckets.nameOf(organisation.id(), organisation.slug().value());
        return history.all(organisation.id(), "bucket").stream().filter(name::equals).findFirst();
    }
}
