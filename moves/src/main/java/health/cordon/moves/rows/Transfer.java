package health.cordon.moves.rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;

/**
 * Takes the rows of a query to another database. Few are in memory at once, however large they are.
 */
record Transfer(TenantTable table, Connection target) {
    private static final int ROWS = 200;
    private static final long BYTES = 4_000_000;

    Sent send(PreparedStatement query) throws SQLException {
        // One by one, instead of all at once.
        query.setFetchSize(Integer.MIN_VALUE);
        var ids = new LinkedHashSet<String>();
        var last = "";
        long bytes = 0;
        try (var rows = query.executeQuery();
                var put = target.prepareStatement(table.put())) {
            int pending = 0;
            long pendingBytes = 0;
            while (rows.next()) {
                long size = add(rows, put);
                bytes += size;
                pendingBytes += size;
                last = rows.getString("id");
                ids.add(last);
                if (++pending == ROWS || pendingBytes > BYTES) {
                    put.executeBatch();
                    pending = 0;
                    pendingBytes = 0;
                }
            }
            if (pending > 0) {
                put.executeBatch();
            }
        }
        return new Sent(ids.size(), bytes, ids, last);
    }

    private long add(ResultSet row, PreparedStatement put) throws SQLException {
        long size = 0;
        for (int i = 1; i <= table.columns().size(); i++) {
            if (table.columns().get(i - 1).binary()) {
                var value = row.getBytes(i);
                put.setBytes(i, value);
                size += value == null ? 0 : value.length;
            } else {
                var value = row.getString(i);
                put.setString(i, value);
                size += value == null ? 0 : value.length();
            }
        }
        put.addBatch();
        return size;
    }
}
