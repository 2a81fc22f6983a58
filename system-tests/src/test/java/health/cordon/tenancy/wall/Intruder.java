package health.cordon.tenancy.wall;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody who may send any single statement over a connection of the account that serves. */
final class Intruder implements AutoCloseable {
    private final Connection connection;
    private final SessionSetter setter;
    private final long id;

    Intruder(DatabaseUrl account) throws SQLException {
        connection = Connections.dataSource(account).getConnection();
        setter = new SessionSetter(WallKey.of(account));
        id = SessionSetter.id(connection);
    }

    /** What the product does before it gives the connection out. */
    void serve(TenantSession session) throws SQLException {
        setter.set(connection, id, session);
    }

    Connection connection() {
        return connection;
    }

    /** As the database calls this connection. */
    long id() {
        return id;
    }

    /** A statement as text; what comes back, also when it is a refusal. */
    Seen text(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            return answer(statement, () -> statement.execute(sql));
        }
    }

    /** The same, prepared by the server. */
    Seen prepared(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return answer(statement, statement::execute);
        } catch (SQLException e) {
            return Seen.refused(e);
        }
    }

    /** Both ways, one after the other. */
    List<Seen> bothWays(String sql) throws SQLException {
        return List.of(text(sql), prepared(sql));
    }

    private interface Execution {
        boolean run() throws SQLException;
    }

    private static Seen answer(Statement statement, Execution execution) throws SQLException {
        try {
            if (!execution.run()) {
                return Seen.changed(statement.getUpdateCount(), warnings(statement));
            }
            try (var rows = statement.getResultSet()) {
                return Seen.rows(cells(rows), warnings(statement));
            }
        } catch (SQLException e) {
            return Seen.refused(e);
        }
    }

    private static List<List<String>> cells(ResultSet rows) throws SQLException {
        var all = new ArrayList<List<String>>();
        while (rows.next()) {
            var row = new ArrayList<String>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                row.add(text(rows.getObject(i)));
            }
            all.add(row);
        }
        return all;
    }

    private static String text(@Nullable Object cell) {
        if (cell instanceof byte[] bytes) {
            return new String(bytes, ISO_8859_1);
        }
        return cell == null ? "" : cell.toString();
    }

    private static String warnings(Statement statement) throws SQLException {
        var texts = new StringBuilder();
        for (SQLWarning w = statement.getWarnings(); w != null; w = w.getNextWarning()) {
            texts.append(w.getMessage()).append('\n');
        }
        return texts.toString();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
