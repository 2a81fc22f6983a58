package health.cordon.tenancy.wall;

import java.sql.Connection;
import java.sql.SQLException;

/** Tells a connection whose rows it is to show: one round trip. */
record SessionSetter(WallKey key) {
    private static final String SET = "SET @cordon_tenant = ?, @cordon_epoch = ?, @cordon_mac = ?";
    private static final String CLEAR =
            "SET @cordon_tenant = NULL, @cordon_epoch = NULL, @cordon_mac = NULL";

    /** What the database calls this connection; asked once in its life. */
    static long id(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT CONNECTION_ID()");
                var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    void set(Connection connection, long connectionId, TenantSession session) throws SQLException {
        var tenant = session.tenant();
        if (tenant == null) {
            try (var clear = connection.prepareStatement(CLEAR)) {
                clear.execute();
            }
            return;
        }
        try (var set = connection.prepareStatement(SET)) {
            set.setString(1, tenant.toString());
            set.setLong(2, session.epoch());
            set.setString(3, key.sign(connectionId, tenant.toString(), session.epoch()));
            set.execute();
        }
    }
}
