package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database in which rows of an organisation may lie.
 *
 * @param name for people; never a URL
 */
public record TenantDatabase(String name, DatabaseUrl url) {
    /** A connection past pools, persistence units and their filters; the caller closes it. */
    public Connection open() throws SQLException {
        return Connections.dataSource(url).getConnection();
    }
}
