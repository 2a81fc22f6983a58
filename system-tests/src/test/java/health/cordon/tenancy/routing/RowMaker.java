package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Fills every table of records with one row that means nothing, whatever its columns are. */
public final class RowMaker {
    private static final String TABLES =
            """
            SELECT c.table_name FROM information_schema.columns c
            JOIN information_schema.tables t
              ON t.table_schema = c.table_schema AND t.table_name = c.table_name
            WHERE c.table_schema = DATABASE() AND c.column_name = 'tenant_id'
              AND t.table_type = 'BASE TABLE' AND c.table_name NOT IN ('placement', 'change_journal')
            ORDER BY c.table_name
            """;
    private static final String COLUMNS =
            """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = ? AND is_nullable = 'NO'
              AND extra NOT LIKE '%auto_increment%'
            """;

    private RowMaker() {}

    /** A connection that no wall is in the way of: the one who migrates made the walls. */
    static Connection past() throws SQLException {
        var url = DatabaseUrl.parse(System.getenv("CLINICAL_DB_MIGRATION_URL"));
        return Connections.dataSource(url).getConnection();
    }

    public static void fill(Connection connection, String tenant, String id) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
            for (var table : tables(connection)) {
                statement.executeUpdate(insert(connection, table, table, tenant, id));
            }
        }
    }

    public static List<String> tables(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var query = connection.prepareStatement(TABLES);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /**
     * The statement for one row.
     *
     * @param into the table, or its view
     */
    public static String insert(
            Connection connection, String table, String into, String tenant, String id)
            throws SQLException {
        var names = new StringJoiner(", ");
        var values = new StringJoiner(", ");
        try (var query = connection.prepareStatement(COLUMNS)) {
            query.setString(1, table);
            try (var column = query.executeQuery()) {
                while (column.next()) {
                    names.add(column.getString(1));
                    values.add(value(column.getString(1), column.getString(2), tenant, id));
                }
            }
        }
        return "INSERT INTO %s (%s) VALUES (%s)".formatted(into, names, values);
    }

    private static String value(String column, String type, String tenant, String id) {
        return switch (column) {
            case "tenant_id" -> "'" + tenant + "'";
            case "id", "dek_id" -> "'" + id + "'";
            case "canary" -> "0";
            case "kind" -> "'note'";
            case "purpose" -> "'PATIENT'";
            default -> ofType(type);
        };
    }

    private static String ofType(String type) {
        return switch (type) {
            case "char", "varchar" -> "'x'";
            case "bigint", "int", "tinyint" -> "1";
            case "datetime" -> "UTC_TIMESTAMP(3)";
            case "date" -> "UTC_DATE()";
            default -> "x'00'";
        };
    }
}
