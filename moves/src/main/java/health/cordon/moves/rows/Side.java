package health.cordon.moves.rows;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.wall.Placement;
import health.cordon.tenancy.wall.PlacementChange;
import health.cordon.tenancy.wall.TenantConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's rows in one database.
 *
 * @param name of the database, for people
 * @param url of the account that serves
 */
public record Side(String name, DatabaseUrl url, OrganisationId tenant) {
    /** Sees the rows, and changes none; the caller closes it. */
    public Connection reading() throws SQLException {
        return prepared(TenantConnections.open(url, tenant));
    }

    /**
     * Writes where this is the epoch of the placement; rows may come before those that they refer
     * to. The caller closes it.
     */
    public Connection writing(long epoch) throws SQLException {
        var connection = prepared(TenantConnections.openForWriting(url, tenant, epoch));
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 0");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Each statement sees what is committed by then. */
    private static Connection prepared(Connection connection) throws SQLException {
        try {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    public @Nullable Placement placement() throws SQLException {
        try (var connection = reading()) {
            return Placement.of(connection);
        }
    }

    /** See {@link PlacementChange#make}. */
    public boolean place(@Nullable Placement from, Placement to, Duration patience)
            throws SQLException {
        try (var connection = reading()) {
            return new PlacementChange(tenant, from, to).make(connection, url, patience);
        }
    }
}
