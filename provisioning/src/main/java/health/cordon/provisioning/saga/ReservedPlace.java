package health.cordon.provisioning.saga;

import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.Region;
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
    public String plan(Saga saga) {
        return "on " + places.find(saga.id()).map(Place::server).orElseGet(() -> next(saga));
    }

    private String next(Saga saga) {
        return places.candidate(region(saga));
    }

    @Override
    public String ensure(Saga saga) {
        return places.of(saga.id(), region(saga)).toString();
    }

    private static Region region(Saga saga) {
        return new Region(saga.wanted().region(), saga.wanted().mayCrossRegions());
    }

    @Override
    public void undo(Saga saga) {
        places.find(saga.id()).ifPresent(places::release);
    }
}
