package health.cordon.tenancy.wall;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;

/** One walled database, as each of those sees it who come to it. */
public record WalledPlace(DatabaseUrl administrator, DatabaseUrl migration, DatabaseUrl runtime) {
    static DatabaseUrl url(String user, String password, int port, String database) {
        return DatabaseUrl.parse(
                "mysql://%s:%s@127.0.0.1:%d/%s".formatted(user, password, port, database));
    }

    /** The same place as another account. */
    DatabaseUrl as(String user, String password) {
        return url(user, password, runtime.port(), runtime.database());
    }

    public Connection administrating() throws SQLException {
        return Connections.dataSource(administrator).getConnection();
    }

    public Connection migrating() throws SQLException {
        return Connections.dataSource(migration).getConnection();
    }

    /** By the account that serves; nobody's rows yet. */
    Intruder intruder() throws SQLException {
        return new Intruder(runtime);
    }

    /** The same, for a tenant. */
    Intruder intruder(TenantSession session) throws SQLException {
        var intruder = intruder();
        intruder.serve(session);
        return intruder;
    }
}
