package health.cordon.provisioning.retirement;

import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.Servers;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.organisation.Organisation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/**
 * Nobody signs in to the organisation's own database, and it is nobody's home any more: what a node
 * that sleeps still has in its hand is refused there.
 */
@ApplicationScoped
public class LockedAccounts implements RetirementStep {
    @Inject Places places;
    @Inject Servers servers;

    @Override
    public String name() {
        return "accounts";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        var place = places.find(organisation.id());
        if (place.isEmpty()) {
            return Taken.done("it has no accounts of its own");
        }
        try {
            return locked(place.get(), organisation);
        } catch (SQLException e) {
            throw StepStopped.of("the server " + place.get().server(), e);
        }
    }

    private Taken locked(Place place, Organisation organisation) throws SQLException {
        var names = new ServerAccount.Names(place.migration().database());
        var account = new ServerAccount(servers.url(place.server()));
        account.lock(names);
        var entered = account.enter(names.database());
        if (entered.isPresent()) {
            try (var connection = entered.get();
                    var away =
                            connection.prepareStatement(
                                    "UPDATE placement SET state = 'away' WHERE tenant_id = ?")) {
                away.setString(1, organisation.id().toString());
                away.executeUpdate();
            }
        }
        return Taken.done(
                "%s and %s are locked".formatted(place.runtime().user(), place.migration().user()));
    }
}
