package health.cordon.system.platform;

import health.cordon.sandbox.process.Sandbox;
import java.util.List;

/** A database as its administrator sees it. */
public record Database(Sandbox sandbox, String name) {
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

    /** The rows of every tenant table, as {@code table=count}; tells whether anything changed. */
    public List<String> footprint(Organisation tenant) {
        return column(
                        """
                        SELECT table_name FROM information_schema.columns
                        WHERE table_schema = DATABASE() AND column_name = 'tenant_id'
                        ORDER BY table_name
                        """)
                .stream()
                .map(table -> table + "=" + rows(table, tenant))
                .toList();
    }
}
