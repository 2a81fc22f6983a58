package health.cordon.tenancy.wall;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Takes a tenant's trail away from a database that is being filled or emptied, where it is a copy.
 *
 * @param epoch at which the tenant's placement there is {@link PlacementState#FILLING}
 */
public record TrailEmptying(OrganisationId tenant, long epoch) {
    private static final int AT_ONCE = 500;

    /**
     * @param connection that serves this tenant at this epoch
     * @param url by which it was made
     * @throws SQLException also where that is not the state or the epoch of the placement
     */
    public void run(Connection connection, DatabaseUrl url) throws SQLException {
        var routine = new Catalogue(connection).newestName(WallSql.EMPTYING);
        var mac =
                WallKey.of(url)
                        .sign(
                                SessionSetter.id(connection),
                                "empty:%s:%d:%d".formatted(tenant, epoch, AT_ONCE));
        try (var call = connection.prepareStatement("CALL %s(?, ?, ?, ?)".formatted(routine))) {
            call.setString(1, tenant.toString());
            call.setLong(2, epoch);
            call.setInt(3, AT_ONCE);
            call.setString(4, mac);
            while (taken(call) == AT_ONCE) {
                // Each call is a transaction of its own, and takes few rows.
            }
        }
    }

    private static long taken(PreparedStatement call) throws SQLException {
        try (var rows = call.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
