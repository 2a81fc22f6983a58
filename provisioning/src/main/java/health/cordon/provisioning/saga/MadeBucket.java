package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationAdministration;
import health.cordon.provisioning.cloud.Bucket;
import health.cordon.provisioning.cloud.Key;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** A bucket that keeps versions and is closed to the public. */
@ApplicationScoped
public class MadeBucket implements Step {
    @Inject Bucket bucket;
    @Inject OrganisationAdministration administration;
    @Inject Key keys;

    @Override
    public String name() {
        return "bucket";
    }

    @Override
    public boolean concerns(Saga saga) {
        return saga.wants(Dedicated.BUCKET);
    }

    @Override
    public String plan(Saga saga) {
        return bucket.plan(saga.id(), saga.wanted().slug(), saga.tried().contains(name()));
    }

    @Override
    public void undo(Saga saga) {
        bucket.remove(saga.id(), saga.wanted().slug());
    }

    @Override
    public String ensure(Saga saga) {
        var slug = saga.wanted().slug();
        Optional<String> key =
                saga.wants(Dedicated.KEY)
                        ? Optional.of(keys.required(saga.id(), slug))
                        : Optional.empty();
        var name = bucket.nameOf(saga.id(), slug);
        administration.reserve(saga.id(), "bucket", name);
        var notDone = bucket.ensure(saga.id(), slug, key);
        return notDone.isEmpty()
                ? name
                : "%s; this S3 has no %s".formatted(name, String.join(", no ", notDone));
    }
}
