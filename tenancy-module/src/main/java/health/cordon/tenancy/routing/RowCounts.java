package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.wall.TenantSession;
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
            SELECT t.table_name, c.column_name IS NOT NULL
            FROM information_schema.columns t
            LEFT JOIN information_schema.columns c
                   ON c.table_schema = t.table_schema AND c.table_name = t.table_name
                  AND c.column_name = 'canary'
            WHERE t.table_schema = DATABASE() AND t.column_name = 'tenant_id'
              AND t.table_name LIKE 't\\_%'
              AND t.table_name NOT IN ('t_placement', 't_object_removal', 't_idempotent_request')
            ORDER BY t.table_name
            """;

    @Inject Homes homes;

    /** Nothing when the database does not answer. */
    public Optional<Map<String, Long>> of(Tenant tenant) {
        try {
            return Optional.ofNullable(count(homes.of(tenant.id()), tenant));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private @Nullable Map<String, Long> count(Home home, Tenant tenant) {
        var unit = homes.enter(home);
        try (var connection = unit.database().connection(TenantSession.reading(tenant.id()))) {
            return count(connection, tenant.id().toString());
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
                var name = table.getString(1);
                counts.put(
                        name.substring("t_".length()),
                        rows(connection, name, table.getBoolean(2), tenant));
            }
        }
        return counts;
    }

    /** The name comes from the database's own catalogue, never from a request. */
    private static long rows(
            Connection connection, String table, boolean mayHoldCanaries, String tenant)
            throws SQLException {
        var sql =
                "SELECT COUNT(*) FROM `"
                        + table
                        + "` WHERE tenant_id = ?"
                        + (mayHoldCanaries ? " AND canary = 0" : "");
        try (var count = connection.prepareStatement(sql)) {
            count.setString(1, tenant);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
