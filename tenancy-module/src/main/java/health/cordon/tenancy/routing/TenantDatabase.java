package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.wall.TenantConnections;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database in which rows of an organisation may lie.
 *
 * @param name for people; never a URL
 */
public record TenantDatabase(String name, DatabaseUrl url) {
    /**
     * A connection past pools, persistence units and their filters, which the database lets see one
     * tenant's rows; the caller closes it.
     */
    public Connection open(OrganisationId tenant) throws SQLException {
        return TenantConnections.open(url, tenant);
    }
}
