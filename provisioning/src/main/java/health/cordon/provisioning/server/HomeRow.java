package health.cordon.provisioning.server;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.SQLException;
import java.time.Duration;

/** Says in an organisation's own database that it is at home there. */
public final class HomeRow {
    /** The first of a managed home. */
    public static final long EPOCH = 1;

    private static final Duration BOUND = Duration.ofSeconds(20);

    private HomeRow() {}

    /**
     * @param migration the account that may write any table
     */
    public static void ensure(DatabaseUrl migration, OrganisationId organisation)
            throws SQLException {
        try (var connection = Connections.dataSource(migration, BOUND).getConnection();
                var insert =
                        connection.prepareStatement(
                                "INSERT INTO placement (tenant_id, epoch, state)"
                                        + " VALUES (?, ?, 'home') ON DUPLICATE KEY UPDATE"
                                        + " epoch = IF(epoch = 0, VALUES(epoch), epoch)")) {
            insert.setString(1, organisation.toString());
            insert.setLong(2, EPOCH);
            insert.executeUpdate();
        }
    }
}
