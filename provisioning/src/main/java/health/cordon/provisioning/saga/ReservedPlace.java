package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationAdministration;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.Region;
import health.cordon.provisioning.fleet.Server;
import health.cordon.provisioning.fleet.Servers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A place on the least loaded server of the region. */
@ApplicationScoped
public class ReservedPlace implements Step {
    @Inject Places places;
    @Inject Servers servers;
    @Inject OrganisationAdministration administration;

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
        return on(places.find(saga.id()).map(Place::server).orElseGet(() -> next(saga)), saga);
    }

    private String next(Saga saga) {
        return places.candidate(region(saga));
    }

    @Override
    public String ensure(Saga saga) {
        var place = places.of(saga.id(), region(saga));
        administration.reserve(saga.id(), "database", place.ref());
        return place.ref() + " " + on(place.server(), saga);
    }

    /** Where records are is said aloud where it is not where they should be. */
    private String on(String server, Saga saga) {
        return servers.find(server)
                .map(Server::region)
                .filter(region -> !region.equals(saga.wanted().region()))
                .map(region -> "on %s, in the region %s".formatted(server, region))
                .orElse("on " + server);
    }

    private static Region region(Saga saga) {
        return new Region(saga.wanted().region(), saga.wanted().mayCrossRegions());
    }

    @Override
    public void undo(Saga saga) {
        places.find(saga.id()).ifPresent(places::release);
    }
}
