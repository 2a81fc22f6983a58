package health.cordon.tenancy.wall;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of many tenants in every table; those of a number are the same in all of them. */
record ManyRows(Connection migrator) {
    static final int ROWS = 20_000;
    private static final int TENANTS = 50;
    private static final int ID_LENGTH = 36;
    private static final String COLUMNS =
            """
            SELECT CONCAT_WS(' ', column_name, data_type, COALESCE(character_maximum_length, 0))
            FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position
            """;

    /** A row that is there, of the tenant that it belongs to. */
    static final int SAMPLE = 5_007;

    static String tenant() {
        return "%08d-0000-4000-8000-000000000000".formatted(SAMPLE % TENANTS);
    }

    static String id() {
        return "%08d-1111-4000-8000-000000000000".formatted(SAMPLE);
    }

    void fill(List<String> tables) throws SQLException {
        var catalogue = new Catalogue(migrator);
        catalogue.execute("SET FOREIGN_KEY_CHECKS = 0");
        catalogue.execute("SET max_recursive_iterations = " + (ROWS + 1));
        catalogue.execute(
                """
                CREATE TEMPORARY TABLE n
                WITH RECURSIVE n AS (SELECT 0 AS i UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                SELECT i FROM n
                """
                        .formatted(ROWS - 1));
        for (var table : tables) {
            if (WallSql.isFenced(table)) {
                fill(catalogue, table);
            }
            catalogue.column("ANALYZE TABLE `" + table + "`");
        }
    }

    private static void fill(Catalogue catalogue, String table) throws SQLException {
        var values = new ArrayList<String>();
        for (var column : catalogue.column(COLUMNS, table)) {
            var parts = column.split(" ", -1);
            values.add(value(parts[0], parts[1], Integer.parseInt(parts[2])));
        }
        // All columns, unnamed: MariaDB 11.4.5 refuses a list of them before a SELECT when the
        // table
        // has any BEFORE INSERT trigger ("cannot be null").
        catalogue.execute(
                "INSERT INTO `%s` SELECT %s FROM n".formatted(table, String.join(", ", values)));
    }

    private static String value(String column, String type, int length) {
        return switch (column) {
            case "tenant_id" ->
                    "CONCAT(LPAD(i MOD " + TENANTS + ", 8, '0'), '-0000-4000-8000-000000000000')";
            case "kind" -> "'note'";
            case "canary" -> "i MOD 1000 = 8";
            default ->
                    column.equals("id") || column.endsWith("_id") && length == ID_LENGTH
                            ? "CONCAT(LPAD(i, 8, '0'), '-1111-4000-8000-000000000000')"
                            : ofType(column, type);
        };
    }

    /** Whether it holds blind indexes. */
    static boolean isIndex(String column) {
        return column.endsWith("_index") || column.contains("_prefix_");
    }

    private static String ofType(String column, String type) {
        if (isIndex(column)) {
            return "UNHEX(SHA2(i, 256))";
        }
        return switch (type) {
            case "bigint", "int", "tinyint" -> "i + 1";
            case "datetime", "date" -> "TIMESTAMP('2026-01-01') + INTERVAL i MINUTE";
            default -> "'x'";
        };
    }
}
