package health.cordon.moves.rows;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows the writes at the source. A line says that a row was written, not what: the row is taken
 * as it is now, or deleted where it is not there any more. Whoever writes it again afterwards
 * leaves another line. So lines may be looked at in any order, and twice.
 */
public record Journal(Map<String, TenantTable> tables, Connection source, Connection target) {
    private static final int AT_ONCE = 100;

    private record Line(long seq, RowKey key) {}

    public static Journal of(Collection<TenantTable> tables, Connection source, Connection target) {
        var byName = new LinkedHashMap<String, TenantTable>();
        tables.forEach(table -> byName.put(table.name(), table));
        return new Journal(byName, source, target);
    }

    /** How many lines there are. */
    public long length() throws SQLException {
        try (var query = source.prepareStatement("SELECT COUNT(*) FROM t_change_journal");
                var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Where nobody follows any more. */
    public void clear() throws SQLException {
        try (var delete = source.prepareStatement("DELETE FROM t_change_journal LIMIT 500")) {
            while (delete.executeUpdate() > 0) {
                // Few rows at a time.
            }
        }
    }

    /**
     * Follows some lines.
     *
     * @return the rows that were brought up to date; none when there is no line
     */
    public Set<RowKey> follow() throws SQLException {
        var lines = lines();
        var keys = new LinkedHashSet<RowKey>();
        lines.forEach(line -> keys.add(line.key()));
        var byTable = new LinkedHashMap<String, List<String>>();
        keys.forEach(
                key -> byTable.computeIfAbsent(key.table(), t -> new ArrayList<>()).add(key.id()));
        for (var ids : byTable.entrySet()) {
            var table = tables.get(ids.getKey());
            if (table == null) {
                throw new SQLException("the journal names a table that is not there", "42S02");
            }
            bring(table, ids.getValue());
        }
        remove(lines);
        return keys;
    }

    private List<Line> lines() throws SQLException {
        try (var query =
                        source.prepareStatement(
                                "SELECT seq, table_name, row_id FROM t_change_journal"
                                        + " ORDER BY seq LIMIT "
                                        + AT_ONCE);
                var rows = query.executeQuery()) {
            var lines = new ArrayList<Line>();
            while (rows.next()) {
                lines.add(
                        new Line(
                                rows.getLong(1), new RowKey(rows.getString(2), rows.getString(3))));
            }
            return lines;
        }
    }

    private void bring(TenantTable table, List<String> ids) throws SQLException {
        Sent there;
        try (var query = source.prepareStatement(table.select(ids.size()))) {
            for (int i = 0; i < ids.size(); i++) {
                query.setString(i + 1, ids.get(i));
            }
            there = new Transfer(table, target).send(query);
        }
        var gone = new ArrayList<>(ids);
        gone.removeAll(there.ids());
        if (!gone.isEmpty()) {
            try (var delete = target.prepareStatement(table.delete(gone.size()))) {
                for (int i = 0; i < gone.size(); i++) {
                    delete.setString(i + 1, gone.get(i));
                }
                delete.executeUpdate();
            }
        }
    }

    private void remove(List<Line> lines) throws SQLException {
        try (var delete = source.prepareStatement("DELETE FROM t_change_journal WHERE seq = ?")) {
            for (var line : lines) {
                delete.setLong(1, line.seq());
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }
}
