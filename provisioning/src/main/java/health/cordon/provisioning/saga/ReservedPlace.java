package health.cordon.provisioning.saga;

import health.cordon.provisioning.fleet.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A place on the least loaded server of the region. */
@ApplicationScoped
public class ReservedPlace implements Step {
    @Inject Places places;

    @Override
    public String name() {
        return "place";
    }

    @Override
    public boolean concerns(Saga saga) {
        return saga.wants(Dedicated.DATABASE);
    }

    @Override
    public String ensure(Saga saga) {
        return places.of(saga.id(), saga.wanted().region()).toString();
    }
}
