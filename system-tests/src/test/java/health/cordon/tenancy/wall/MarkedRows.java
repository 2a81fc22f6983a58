package health.cordon.tenancy.wall;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A tenant's rows in every table, whatever its columns are. Each value tells whose it is.
 *
 * @param mark stands in each text
 * @param number stands in each number
 * @param day stands in each time
 */
record MarkedRows(String tenant, String mark, long number, String day) {
    private static final int ID_LENGTH = 36;
    private static final String COLUMNS =
            """
            SELECT CONCAT_WS(' ', column_name, data_type, COALESCE(character_maximum_length, 0))
            FROM information_schema.columns
            WHERE table_schema = DATABASE() AND table_name = ?
              AND extra NOT LIKE '%auto_increment%'
            ORDER BY ordinal_position
            """;

    /** What of these rows must never be met by anybody else. */
    List<String> tellTales() {
        var hex = HexFormat.of().formatHex(mark.getBytes(StandardCharsets.UTF_8));
        return List.of(mark, hex, Long.toString(number), day);
    }

    /** Statements that add one row to each table; they refer to each other. */
    List<String> insertions(Connection migrator, List<String> tables, String id)
            throws SQLException {
        var statements = new ArrayList<String>();
        for (var table : tables) {
            var values = values(migrator, table, id);
            statements.add(
                    "INSERT INTO `%s` (%s) VALUES (%s)"
                            .formatted(table, names(values), literals(values)));
        }
        return statements;
    }

    /**
     * The columns of a table with a literal for each, but for those that count up by themselves.
     */
    Map<String, String> values(Connection migrator, String table, String id) throws SQLException {
        var values = new LinkedHashMap<String, String>();
        for (var column : new Catalogue(migrator).column(COLUMNS, table)) {
            var parts = column.split(" ", -1);
            values.put(parts[0], value(parts[0], parts[1], Integer.parseInt(parts[2]), id));
        }
        return values;
    }

    static String names(Map<String, String> values) {
        return values.keySet().stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    }

    static String literals(Map<String, String> values) {
        return String.join(", ", values.values());
    }

    /** For {@code SET}. */
    static String assignments(Map<String, String> values) {
        var pairs = new ArrayList<String>();
        values.forEach((name, value) -> pairs.add("`" + name + "` = " + value));
        return String.join(", ", pairs);
    }

    private String value(String column, String type, int length, String id) {
        return switch (column) {
            case "tenant_id" -> quoted(tenant);
            case "id" -> quoted(id);
            case "canary" -> "0";
            case "kind" -> "'note'";
            case "state" -> "'home'";
            default -> {
                var refers = column.endsWith("_id") && length == ID_LENGTH;
                yield refers ? quoted(id) : ofType(type);
            }
        };
    }

    private String ofType(String type) {
        return switch (type) {
            case "bigint", "int" -> Long.toString(number);
            case "tinyint" -> "0";
            case "datetime", "date" -> quoted(day);
            default -> quoted(mark);
        };
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
