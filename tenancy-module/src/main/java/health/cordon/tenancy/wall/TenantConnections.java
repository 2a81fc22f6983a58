package health.cordon.tenancy.wall;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Connections outside of any pool that see one tenant's rows; for looks at a database. */
public final class TenantConnections {
    private TenantConnections() {}

    /** The caller closes it. */
    public static Connection open(DatabaseUrl url, OrganisationId tenant) throws SQLException {
        return open(Connections.dataSource(url), url, tenant);
    }

    /** The same for one that may write, where that is the tenant's home at this epoch. */
    public static Connection openForWriting(DatabaseUrl url, OrganisationId tenant, long epoch)
            throws SQLException {
        var connection = Connections.dataSource(url).getConnection();
        try {
            new SessionSetter(WallKey.of(url))
                    .set(connection, SessionSetter.id(connection), TenantSession.of(tenant, epoch));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The same, where neither connecting nor an answer may take longer. */
    public static Connection open(DatabaseUrl url, OrganisationId tenant, Duration bound)
            throws SQLException {
        return open(Connections.dataSource(url, bound), url, tenant);
    }

    /** Lets a connection of that URL's user see a tenant's rows, until it is closed. */
    public static void serve(Connection connection, DatabaseUrl url, OrganisationId tenant)
            throws SQLException {
        new SessionSetter(WallKey.of(url))
                .set(connection, SessionSetter.id(connection), TenantSession.reading(tenant));
    }

    private static Connection open(DataSource source, DatabaseUrl url, OrganisationId tenant)
            throws SQLException {
        var connection = source.getConnection();
        try {
            serve(connection, url, tenant);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
