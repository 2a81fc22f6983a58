package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Compares the identity that a clinical database shows with the one recorded for its ref, and
 * records it at first use or when an organisation claims it. One identity never stands under two
 * refs or for two organisations.
 */
@ApplicationScoped
public class DatabaseIdentities {
    /** Cannot be a connection ref: those are lower-case. */
    static final String SHARED = "SHARED";

    private static final Logger LOG = Logger.getLogger(DatabaseIdentities.class.getName());

    @Inject PlatformDatabase platform;

    void confirmShared(DataSource database) {
        confirm(SHARED, null, read(SHARED, database));
    }

    void confirm(Route.Dedicated route, DataSource database) {
        var ref = route.ref().value();
        confirm(ref, route.organisation(), read(ref, database));
    }

    private void confirm(String ref, @Nullable OrganisationId organisation, String identity) {
        if (!recorded(ref, organisation, identity)) {
            LOG.log(
                    Level.SEVERE,
                    "the database of ref {0} is not the one recorded for it; it does not serve",
                    ref);
            throw new ProblemException(Problem.UNAVAILABLE);
        }
    }

    private boolean recorded(String ref, @Nullable OrganisationId organisation, String identity) {
        var owner = organisation == null ? null : organisation.toString();
        try {
            return platform.read(
                    handle -> ClinicalDatabaseRows.serve(handle, ref, owner, identity));
        } catch (UnableToExecuteStatementException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    /** The identity of the shared database, which is also a name for this installation. */
    public Optional<String> installation() {
        return platform.read(handle -> ClinicalDatabaseRows.identityOf(handle, SHARED));
    }

    /** What is known about a database that an organisation may get under a ref. */
    public Standing standing(ConnectionRef ref, OrganisationId organisation, String identity) {
        return platform.read(
                handle ->
                        ClinicalDatabaseRows.standing(
                                handle, ref.value(), organisation.toString(), identity));
    }

    /**
     * Records that the database is the organisation's, under that ref, before it serves.
     *
     * @param handle of the transaction that gives the ref to the organisation
     * @throws ProblemException conflict when another ref or organisation was faster
     */
    public void claim(
            Handle handle, ConnectionRef ref, OrganisationId organisation, String identity) {
        var owner = organisation.toString();
        if (!ClinicalDatabaseRows.claim(handle, ref.value(), owner, identity)) {
            throw new ProblemException(Problem.CONFLICT);
        }
    }

    private static String read(String ref, DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("SELECT database_id FROM identity");
                var row = statement.executeQuery()) {
            if (!row.next()) {
                throw new ProblemException(Problem.UNAVAILABLE);
            }
            return row.getString(1);
        } catch (SQLException e) {
            LOG.log(
                    Level.WARNING,
                    "the database of ref {0} does not answer or is not migrated ({1}, error {2})",
                    new Object[] {ref, e.getClass().getSimpleName(), e.getErrorCode()});
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
