package health.cordon.system.platform;

import health.cordon.sandbox.process.Sandbox;
import java.util.List;

/** A database as its administrator sees it. */
public record Database(Sandbox sandbox, String name) {
    private static final String TRAIL = "audit_record";
    private static final String IS_NO_READ = "verb NOT LIKE '%.read' AND verb NOT LIKE '%.list'";

    /** The rows, as their only column's texts. */
    public List<String> column(String sql) {
        return sandbox.sql(name, sql).lines().skip(1).toList();
    }

    /** The only value of the only row. */
    public String value(String sql) {
        var rows = column(sql);
        if (rows.size() != 1) {
            throw new AssertionError(rows.size() + " rows of " + sql);
        }
        return rows.get(0);
    }

    public long count(String table, String where) {
        return Long.parseLong(value("SELECT COUNT(*) FROM " + table + " WHERE " + where));
    }

    /** How many rows of a tenant there are. */
    public long rows(String table, Organisation tenant) {
        return count(table, "tenant_id = '" + tenant.id() + "'");
    }

    public void execute(String sql) {
        sandbox.sql(name, sql);
    }

    /** What the trail says of writes; reads leave records, too. */
    public long writes(Organisation tenant) {
        return count(TRAIL, "tenant_id = '%s' AND %s".formatted(tenant.id(), IS_NO_READ));
    }

    /** The rows of every tenant table, as {@code table=count}; tells whether anything changed. */
    public List<String> footprint(Organisation tenant) {
        return column(
                        """
                        SELECT table_name FROM information_schema.columns
                        WHERE table_schema = DATABASE() AND column_name = 'tenant_id'
                        ORDER BY table_name
                        """)
                .stream()
                .map(
                        table ->
                                table
                                        + "="
                                        + (table.equals(TRAIL)
                                                ? writes(tenant)
                                                : rows(table, tenant)))
                .toList();
    }
}
