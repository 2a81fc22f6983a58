package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts an organisation's rows in the database that serves it, table by table. */
@ApplicationScoped
public class RowCounts {
    private static final String TABLES =
            """
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = DATABASE() AND column_name = 'tenant_id'
              AND table_name NOT IN ('placement', 'object_removal', 'idempotent_request')
            ORDER BY table_name
            """;

    @Inject RouteTable routes;
    @Inject PersistenceUnits units;

    /** Nothing when the database does not answer. */
    public Optional<Map<String, Long>> of(Tenant tenant) {
        try {
            return Optional.ofNullable(count(routes.route(tenant), tenant.id().toString()));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private @Nullable Map<String, Long> count(Route route, String tenant) {
        var unit = units.enter(route);
        try (var connection = unit.pool().getConnection()) {
            return count(connection, tenant);
        } catch (SQLException e) {
            return null;
        } finally {
            unit.leave();
        }
    }

    private static Map<String, Long> count(Connection connection, String tenant)
            throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var tables = connection.prepareStatement(TABLES);
                var table = tables.executeQuery()) {
            while (table.next()) {
                counts.put(table.getString(1), rows(connection, table.getString(1), tenant));
            }
        }
        return counts;
    }

    /** The name comes from the database's own catalogue, never from a request. */
    private static long rows(Connection connection, String table, String tenant)
            throws SQLException {
        var sql = "SELECT COUNT(*) FROM `" + table + "` WHERE tenant_id = ?";
        try (var count = connection.prepareStatement(sql)) {
            count.setString(1, tenant);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
