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
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_name LIKE 't\\_%'
              AND table_name NOT IN ('t_placement', 't_object_removal', 't_idempotent_request',
                                     't_erasure_mark')
            ORDER BY table_name
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
                        rows(connection, name, mayHoldCanaries(connection, name), tenant));
            }
        }
        return counts;
    }

    /** The catalogue does not tell the account that serves which columns a view has. */
    private static boolean mayHoldCanaries(Connection connection, String table)
            throws SQLException {
        try (var nothing = connection.prepareStatement("SELECT * FROM `" + table + "` LIMIT 0");
                var row = nothing.executeQuery()) {
            var columns = row.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                if (columns.getColumnLabel(i).equals("canary")) {
                    return true;
                }
            }
            return false;
        }
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
