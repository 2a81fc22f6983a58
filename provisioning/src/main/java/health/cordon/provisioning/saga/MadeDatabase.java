package health.cordon.provisioning.saga;

import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.Servers;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/** A database with two accounts. */
@ApplicationScoped
public class MadeDatabase implements Step {
    @Inject Places places;
    @Inject Servers servers;

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean concerns(Saga saga) {
        return saga.wants(Dedicated.DATABASE);
    }

    @Override
    public String ensure(Saga saga) {
        var place = required(places, saga);
        var names = new ServerAccount.Names(place.migration().database());
        try {
            new ServerAccount(servers.url(place.server()))
                    .make(names, place.runtime().password(), place.migration().password());
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
        return "%s, with %s to serve and %s to migrate"
                .formatted(names.database(), names.runtime(), names.migration());
    }

    static Place required(Places places, Saga saga) {
        return places.find(saga.id()).orElseThrow(() -> new ProblemException(Problem.UNAVAILABLE));
    }
}
