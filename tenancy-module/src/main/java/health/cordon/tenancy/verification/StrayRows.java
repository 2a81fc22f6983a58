package health.cordon.tenancy.verification;

import health.cordon.tenancy.routing.TenantDatabase;
import health.cordon.tenancy.wall.ForeignRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of an organisation in a database that does not serve it. The runbook leaves those that were
 * there before; a row that is in both databases was copied, and one of the two will be wrong.
 */
record StrayRows(Expected expected) {
    private static final int PAGE = 1_000;
    private static final int MAX_PAGES = 200;
    private static final int SECONDS = 10;

    /** With what a row must have to count; an index key has the same id everywhere. */
    private static final Map<String, String> TABLES =
            new TreeMap<>(
                    Map.of(
                            "patient", "canary = 0",
                            "clinical_case", "canary = 0",
                            "image", "canary = 0",
                            "histology_report", "canary = 0",
                            "dek", "purpose = 'PATIENT'",
                            "audit_record", "verb NOT LIKE 'canary.%'"));

    Seen look() throws SQLException {
        if (expected.database().isEmpty()) {
            return Seen.failed("not checked: the wanted database has no URL", Report.SEE_LOG);
        }
        var left = new ArrayList<String>();
        try (var serving = expected.database().get().open(expected.tenant().id())) {
            if (expected.dedicated() && holdsOthers(serving)) {
                return Seen.failed(
                        expected.database().get().name() + " holds rows of another organisation",
                        "Find out how they came there, and take them away.");
            }
            for (var other : expected.others()) {
                var twice = twice(serving, other, left);
                if (!twice.isEmpty()) {
                    return Seen.failed(
                            "rows that are in both databases, also in %s: %s"
                                    .formatted(other.name(), String.join(", ", twice)),
                            "Compare the two rows of each id and remove the wrong one.");
                }
            }
        }
        return Seen.passed(
                left.isEmpty()
                        ? "no row of the organisation elsewhere"
                        : "out of reach until the columns change back: " + String.join("; ", left));
    }

    private List<String> twice(Connection serving, TenantDatabase other, List<String> left)
            throws SQLException {
        var twice = new ArrayList<String>();
        try (var elsewhere = other.open(expected.tenant().id())) {
            for (var table : TABLES.keySet()) {
                long rows = compare(serving, elsewhere, table, twice);
                if (rows > 0) {
                    left.add(
                            "%d%s %s in %s"
                                    .formatted(
                                            rows,
                                            rows >= (long) PAGE * MAX_PAGES ? " or more" : "",
                                            table,
                                            other.name()));
                }
            }
        }
        return twice;
    }

    /** How many rows of a table there are elsewhere; notes the first one that is here, too. */
    private long compare(Connection serving, Connection elsewhere, String table, List<String> twice)
            throws SQLException {
        long rows = 0;
        var after = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            var ids = page(elsewhere, table, after);
            rows += ids.size();
            if (!ids.isEmpty()) {
                present(serving, table, ids).stream()
                        .limit(1)
                        .forEach(id -> twice.add(table + " " + id));
                after = ids.get(ids.size() - 1);
            }
            if (ids.size() < PAGE || !twice.isEmpty() || Thread.currentThread().isInterrupted()) {
                return rows;
            }
        }
        return rows;
    }

    private List<String> page(Connection connection, String table, String after)
            throws SQLException {
        return ids(
                connection,
                "SELECT id FROM t_%s WHERE tenant_id = ? AND %s AND id > ? ORDER BY id LIMIT %d"
                        .formatted(table, TABLES.get(table), PAGE),
                List.of(after));
    }

    private List<String> present(Connection connection, String table, List<String> ids)
            throws SQLException {
        var marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        return ids(
                connection,
                "SELECT id FROM t_%s WHERE tenant_id = ? AND id IN (%s)".formatted(table, marks),
                ids);
    }

    /** The database says no more of others than in which tables they have rows. */
    private static boolean holdsOthers(Connection dedicated) throws SQLException {
        return !ForeignRows.tables(dedicated).isEmpty();
    }

    private List<String> ids(Connection connection, String sql, List<String> arguments)
            throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setQueryTimeout(SECONDS);
            query.setString(1, expected.tenantId());
            for (int i = 0; i < arguments.size(); i++) {
                query.setString(i + 2, arguments.get(i));
            }
            try (var row = query.executeQuery()) {
                var ids = new ArrayList<String>();
                while (row.next()) {
                    ids.add(row.getString(1));
                }
                return ids;
            }
        }
    }
}
