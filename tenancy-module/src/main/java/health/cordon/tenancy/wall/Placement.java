package health.cordon.tenancy.wall;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's row in the {@code placement} table of one clinical database.
 *
 * @param epoch grows with each managed change of home; 0 is a placement by hand
 */
public record Placement(long epoch, PlacementState state) {
    /** What a database without a row holds for a tenant that was never moved. */
    public static final Placement BY_HAND = new Placement(0, PlacementState.HOME);

    /**
     * The fence: whether a writer may write here. The triggers of {@link Wall} say the same in SQL,
     * and a test compares the two.
     *
     * @param row what the database has; nothing is claimed by who believes in a placement by hand
     * @param believed the writer's epoch
     */
    public static boolean admits(@Nullable Placement row, long believed) {
        var here = row == null && believed == 0 ? BY_HAND : row;
        return here != null && here.epoch == believed && here.state.writable();
    }

    /** The row as it is now, of the tenant whose rows the connection sees. */
    public static @Nullable Placement of(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT epoch, state FROM t_placement");
                var row = query.executeQuery()) {
            return row.next()
                    ? new Placement(row.getLong(1), PlacementState.of(row.getString(2)))
                    : null;
        }
    }
}
