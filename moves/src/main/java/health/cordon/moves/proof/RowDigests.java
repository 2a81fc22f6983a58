package health.cordon.moves.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks one database for the digests of rows: SHA-256 over the columns in the order of their names,
 * each as its bytes in hexadecimal digits, a missing value as a tilde. The tenant's own id is in
 * each row. A line of the trail is what it says; its number is the database's.
 */
final class RowDigests {
    private static final String TRAIL = "t_audit_record";
    private static final List<String> NO_RECORDS = List.of("t_placement", "t_change_journal");

    private final Connection connection;

    RowDigests(Connection connection) {
        this.connection = connection;
    }

    /** The tables that there are. */
    List<String> tables() throws SQLException {
        var tables = strings("SHOW TABLES LIKE 't\\_%'");
        tables.removeAll(NO_RECORDS);
        return tables.stream().map(view -> view.substring(2)).sorted().toList();
    }

    /** How the digest of a row is asked for: also tells whether two sides have the same columns. */
    String digest(String table) throws SQLException {
        var view = "t_" + table;
        return columns(view).stream()
                .filter(column -> !(view.equals(TRAIL) && column.equals("seq")))
                .sorted()
                .map("COALESCE(HEX(CAST(`%s` AS BINARY)), '~')"::formatted)
                .collect(Collectors.joining(", ", "SHA2(CONCAT_WS('|', ", "), 256)"));
    }

    /** By id, of those after one, at most so many. */
    TreeMap<String, String> after(String table, String digest, String id, int most)
            throws SQLException {
        var sql =
                "SELECT id, %s FROM `t_%s` WHERE id > ? ORDER BY id LIMIT %d"
                        .formatted(digest, table, most);
        return digests(sql, List.of(id));
    }

    /** By id, of these. */
    TreeMap<String, String> of(String table, String digest, Collection<String> ids)
            throws SQLException {
        var marks = ids.stream().map(id -> "?").collect(Collectors.joining(", "));
        return digests(
                "SELECT id, %s FROM `t_%s` WHERE id IN (%s)".formatted(digest, table, marks), ids);
    }

    private TreeMap<String, String> digests(String sql, Collection<String> ids)
            throws SQLException {
        var digests = new TreeMap<String, String>();
        try (var query = connection.prepareStatement(sql)) {
            int i = 0;
            for (var id : ids) {
                query.setString(++i, id);
            }
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    digests.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return digests;
    }

    /** The catalogue does not tell the account that serves which columns a view has. */
    private List<String> columns(String view) throws SQLException {
        try (var query = connection.createStatement();
                var none = query.executeQuery("SELECT * FROM `%s` WHERE FALSE".formatted(view))) {
            var names = new ArrayList<String>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                names.add(none.getMetaData().getColumnName(i));
            }
            return names;
        }
    }

    private List<String> strings(String sql) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery(sql)) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }
}
