package health.cordon.provisioning.fleet;

import health.cordon.clinical.schema.ClinicalSchema;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.database.DatabaseUnavailable;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.wall.WallFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;

/** Makes the database of a place, and takes it away; each may be repeated. */
@ApplicationScoped
public class Databases {
    @Inject Servers servers;

    /**
     * The database and its accounts.
     *
     * @return their names
     * @throws ProblemException unavailable when the server refuses or does not answer
     */
    public ServerAccount.Names make(Place place) {
        var names = names(place);
        try {
            account(place).make(names, place.runtime().password(), place.migration().password());
            return names;
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /**
     * The tables of this version, and the walls around them.
     *
     * @throws ProblemException unavailable when they cannot be made
     */
    public void migrate(Place place) {
        try {
            ClinicalSchema.migrate(place.migration(), Optional.of(place.runtime()));
        } catch (DatabaseUnavailable | WallFault e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /**
     * All of it; what is not there is no fault.
     *
     * @throws ProblemException unavailable when the server refuses or does not answer
     */
    public void drop(Place place) {
        try {
            account(place).drop(names(place));
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private ServerAccount account(Place place) {
        return new ServerAccount(servers.url(place.server()));
    }

    private static ServerAccount.Names names(Place place) {
        return new ServerAccount.Names(place.migration().database());
    }
}
