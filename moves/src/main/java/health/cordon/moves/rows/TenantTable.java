package health.cordon.moves.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table of tenants' rows, by the view that shows one tenant's.
 *
 * @param columns in the order of the view
 */
public record TenantTable(String name, List<Column> columns) {
    /** Where lines are only added: none may be replaced, and none deleted. */
    private static final String TRAIL = "audit_record";

    private static final Set<String> NO_RECORDS = Set.of("placement", "change_journal");
    private static final Set<Integer> BINARY =
            Set.of(Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB);
    private static final String VIEW = "t_";
    private static final String VIEWS =
            "SELECT SUBSTRING(table_name, 3) FROM information_schema.tables"
                    + " WHERE table_schema = DATABASE() AND table_name LIKE 't\\_%'"
                    + " ORDER BY table_name";

    /**
     * @param binary whether its value is bytes; every other one is told as text, which loses
     *     nothing
     */
    public record Column(String name, boolean binary) {}

    /** All of them that a database has. */
    public static List<TenantTable> of(Connection connection) throws SQLException {
        var names = new ArrayList<String>();
        try (var query = connection.prepareStatement(VIEWS);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        names.removeAll(NO_RECORDS);
        var tables = new ArrayList<TenantTable>();
        for (var name : names) {
            tables.add(new TenantTable(name, columns(connection, name)));
        }
        return tables;
    }

    private static List<Column> columns(Connection connection, String name) throws SQLException {
        try (var query =
                        connection.prepareStatement(
                                "SELECT * FROM `%s%s` LIMIT 0".formatted(VIEW, name));
                var rows = query.executeQuery()) {
            var meta = rows.getMetaData();
            var columns = new ArrayList<Column>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(
                        new Column(meta.getColumnName(i), BINARY.contains(meta.getColumnType(i))));
            }
            return columns;
        }
    }

    boolean onlyGrows() {
        return name.equals(TRAIL);
    }

    /** Rows after an id, in the order of ids; takes the id and how many. */
    String selectAfter() {
        return "SELECT %s FROM `%s%s` WHERE id > ? ORDER BY id LIMIT ?"
                .formatted(names(), VIEW, name);
    }

    /** Rows with these ids. */
    String select(int ids) {
        return "SELECT %s FROM `%s%s` WHERE id IN (%s)".formatted(names(), VIEW, name, marks(ids));
    }

    String delete(int ids) {
        return "DELETE FROM `%s%s` WHERE id IN (%s)".formatted(VIEW, name, marks(ids));
    }

    /** Takes how many at most. */
    String deleteSome() {
        return "DELETE FROM `%s%s` LIMIT ?".formatted(VIEW, name);
    }

    /**
     * Puts a row in the place of all that are in its way: those have changed, too, and come or go
     * with their own line of the journal.
     */
    String put() {
        return "%s INTO `%s%s` (%s) VALUES (%s)"
                .formatted(
                        onlyGrows() ? "INSERT IGNORE" : "REPLACE",
                        VIEW,
                        name,
                        names(),
                        marks(columns.size()));
    }

    private String names() {
        return columns.stream()
                .map(column -> "`" + column.name() + "`")
                .collect(Collectors.joining(", "));
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
