package health.cordon.provisioning.saga;

import health.cordon.provisioning.fleet.Databases;
import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A database with two accounts. */
@ApplicationScoped
public class MadeDatabase implements Step {
    @Inject Places places;
    @Inject Databases databases;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean concerns(Saga saga) {
        return saga.wants(Dedicated.DATABASE);
    }

    @Override
    public String plan(Saga saga) {
        return "a database with two accounts, one to serve and one to migrate";
    }

    @Override
    public String ensure(Saga saga) {
        var place = required(places, saga);
        if (saga.hasTried(name()) || !databases.isReady(place)) {
            databases.make(place);
        }
        var names = Databases.names(place);
        return "%s, with %s to serve and %s to migrate"
                .formatted(names.database(), names.runtime(), names.migration());
    }

    @Override
    public void undo(Saga saga) {
        places.find(saga.id()).ifPresent(databases::drop);
    }

    static Place required(Places places, Saga saga) {
        return places.find(saga.id()).orElseThrow(() -> new ProblemException(Problem.UNAVAILABLE));
    }
}
