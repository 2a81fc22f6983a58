package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions to a clinical database that nobody serves from yet: plain reads, nothing written. */
final class ClinicalDatabase {
    private static final int NO_SUCH_TABLE = 1146;
    private static final String TABLES =
            """
            SELECT c.table_name FROM information_schema.columns c
            JOIN information_schema.tables t
              ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = DATABASE() AND c.column_name = 'tenant_id'
              AND t.table_type = 'BASE TABLE'
            ORDER BY c.table_name
            """;

    private ClinicalDatabase() {}

    /** How many of these changes have not been applied. */
    static int missing(Connection connection, Set<String> changes) throws SQLException {
        var missing = new HashSet<>(changes);
        missing.removeAll(
                column(connection, "SELECT CONCAT(ID, '/', AUTHOR) FROM DATABASECHANGELOG"));
        return missing.size();
    }

    static Optional<String> identity(Connection connection) throws SQLException {
        return column(connection, "SELECT database_id FROM identity").stream().findFirst();
    }

    /** Two ranges of the primary key instead of one inequality: no table is read whole. */
    static List<String> tablesWithForeignRows(Connection connection, OrganisationId own)
            throws SQLException {
        var found = new ArrayList<String>();
        for (var table : column(connection, TABLES)) {
            if (holdsOthers(connection, table, own)) {
                found.add(table);
            }
        }
        return found;
    }

    /** The name comes from the database's own catalogue, never from a request. */
    private static boolean holdsOthers(Connection connection, String table, OrganisationId own)
            throws SQLException {
        var sql =
                "SELECT EXISTS (SELECT 1 FROM `%1$s` WHERE tenant_id < ?)"
                        + " OR EXISTS (SELECT 1 FROM `%1$s` WHERE tenant_id > ?)";
        try (var query = connection.prepareStatement(sql.formatted(table))) {
            query.setString(1, own.toString());
            query.setString(2, own.toString());
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Nothing when the table is not there. */
    private static List<String> column(Connection connection, String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var query = connection.prepareStatement(sql);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE) {
                throw e;
            }
        }
        return values;
    }
}
