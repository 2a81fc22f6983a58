package health.cordon.moves.rows;

import health.cordon.tenancy.wall.TrailEmptying;
import java.sql.Connection;
import java.sql.SQLException;

/** Takes all rows of a table away from a side that is being filled, or was left. */
public record Emptying(TenantTable table, Side side, long epoch) {
    private static final int AT_ONCE = 500;

    /**
     * @param connection that writes there at this epoch
     */
    public void run(Connection connection) throws SQLException {
        if (table.onlyGrows()) {
            new TrailEmptying(side.tenant(), epoch).run(connection, side.url());
            return;
        }
        try (var delete = connection.prepareStatement(table.deleteSome())) {
            delete.setInt(1, AT_ONCE);
            while (delete.executeUpdate() == AT_ONCE) {
                // Each statement is a transaction of its own, and takes few rows.
            }
        }
    }
}
