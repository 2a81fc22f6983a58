package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One organisation's rows on one connection. Each statement is a transaction of its own and takes
 * few rows. Names of tables come from the database's own catalogue.
 *
 * @param prefix what the names of tables begin with, where they are views
 * @param tables those whose rows go
 * @param kept those whose rows stay
 */
record RowSession(
        Connection connection,
        OrganisationId tenant,
        String prefix,
        List<String> tables,
        List<String> kept)
        implements AutoCloseable {
    static final String TRAIL = "audit_record";
    static final String PLACEMENT = "placement";

    private static final int AT_ONCE = 500;
    private static final int IS_REFERENCED = 1451;
    private static final String KEYS = "dek";

    /** Where a wrapped data key stood. */
    private static final String NOTHING = "destroyed";

    Map<String, Long> counts() throws SQLException {
        return counts(tables);
    }

    Map<String, Long> keptCounts() throws SQLException {
        return counts(kept);
    }

    private Map<String, Long> counts(List<String> of) throws SQLException {
        var counts = new TreeMap<String, Long>();
        for (var table : of) {
            counts.put(table.substring(prefix.length()), count(table));
        }
        return counts;
    }

    private long count(String table) throws SQLException {
        var sql = "SELECT COUNT(*) FROM `%s` WHERE tenant_id = ?".formatted(table);
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, tenant.toString());
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /**
     * Writes over all wrapped data keys, so that no field opens any more.
     *
     * @return whether none is left
     */
    boolean shred(Turn turn) throws SQLException {
        if (!tables.contains(prefix + KEYS)) {
            return true;
        }
        var sql =
                "UPDATE `%s` SET wrapped = '%s', fingerprint = NULL WHERE tenant_id = ?"
                        + " AND wrapped <> '%s' LIMIT %d";
        return repeated(sql.formatted(prefix + KEYS, NOTHING, NOTHING, AT_ONCE), turn);
    }

    /**
     * Deletes all rows. One that another row needs waits for that row's end; so no order of tables
     * need be known.
     *
     * @return whether none is left
     */
    boolean remove(Turn turn) throws SQLException {
        long before = total();
        while (before > 0) {
            if (!removeOnce(turn)) {
                return false;
            }
            long left = total();
            if (left == before) {
                throw new SQLException("rows hold each other", "23000", IS_REFERENCED);
            }
            before = left;
        }
        return true;
    }

    long total() throws SQLException {
        return counts().values().stream().mapToLong(Long::longValue).sum();
    }

    private boolean removeOnce(Turn turn) throws SQLException {
        for (var table : tables) {
            var sql = "DELETE FROM `%s` WHERE tenant_id = ? LIMIT %d".formatted(table, AT_ONCE);
            try {
                if (!repeated(sql, turn)) {
                    return false;
                }
            } catch (SQLException e) {
                if (e.getErrorCode() != IS_REFERENCED) {
                    throw e;
                }
            }
        }
        return true;
    }

    /** Until it finds nothing more, or the turn is over. */
    private boolean repeated(String sql, Turn turn) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant.toString());
            while (statement.executeUpdate() > 0) {
                if (!turn.goesOn()) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
