package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationAdministration;
import health.cordon.provisioning.cloud.Key;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A KMS key under the organisation's alias. */
@ApplicationScoped
public class MadeKey implements Step {
    @Inject Key key;
    @Inject OrganisationAdministration administration;

    @Override
    public String name() {
        return "key";
    }

    @Override
    public boolean concerns(Saga saga) {
        return saga.wants(Dedicated.KEY);
    }

    @Override
    public String plan(Saga saga) {
        return key.plan(saga.id(), saga.wanted().slug());
    }

    @Override
    public void undo(Saga saga) {
        key.retire(saga.id(), saga.wanted().slug(), saga.tried().contains(name()));
    }

    @Override
    public String ensure(Saga saga) {
        var arn = key.ensure(saga.id(), saga.wanted().slug(), saga.tried().contains(name()));
        administration.reserve(saga.id(), "key", arn);
        return arn;
    }
}
