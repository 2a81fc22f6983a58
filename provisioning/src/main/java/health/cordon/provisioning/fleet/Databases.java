package health.cordon.provisioning.fleet;

import health.cordon.clinical.schema.ClinicalSchema;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUnavailable;
import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.wall.WallFault;
import health.cordon.tenancy.wall.WallLook;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Makes the database of a place, and takes it away; each may be repeated. */
@ApplicationScoped
public class Databases {
    private static final Duration BOUND = Duration.ofSeconds(5);

    @Inject Servers servers;
    @Inject Migration schema;

    /**
     * The database and its accounts.
     *
     * @throws ProblemException unavailable when the server refuses or does not answer
     */
    public void make(Place place) {
        try {
            account(place)
                    .make(names(place), place.runtime().password(), place.migration().password());
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /**
     * The tables of this version, and the walls around them.
     *
     * @return the version
     * @throws ProblemException unavailable when they cannot be made
     */
    public String migrate(Place place) {
        try {
            ClinicalSchema.migrate(place.migration(), Optional.of(place.runtime()));
            return ClinicalSchema.version();
        } catch (DatabaseUnavailable | WallFault e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /**
     * Whether it was made for stock by this version, is complete, and lets both accounts in. Any
     * doubt is a no.
     */
    public boolean isReady(Place place) {
        if (!place.readyFor().equals(Optional.of(ClinicalSchema.version()))) {
            return false;
        }
        try (var migration = Connections.dataSource(place.migration(), BOUND).getConnection();
                var runtime = Connections.dataSource(place.runtime(), BOUND).getConnection()) {
            return migration.isValid((int) BOUND.toSeconds())
                    && schema.missing(runtime) == 0
                    && WallLook.fault(runtime, place.runtime()).isEmpty();
        } catch (SQLException e) {
            return false;
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

    /** What its database and accounts are called on the server. */
    public static ServerAccount.Names names(Place place) {
        return new ServerAccount.Names(place.migration().database());
    }
}
