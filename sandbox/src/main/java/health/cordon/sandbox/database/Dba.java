package health.cordon.sandbox.database;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** The database administrator: may do everything, on every database of this sandbox. */
public final class Dba {
    private final int port;
    private final String password;

    Dba(int port, String password) {
        this.port = port;
        this.password = password;
    }

    /** True when the server answers and knows us, which it does once it has fully started. */
    public boolean answers() {
        try (var connection = connect("")) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Runs one statement and writes its rows, or how many it changed, as lines. */
    public void run(String database, String sql, Appendable out) {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            // Rows come one by one: a table need not fit into memory.
            statement.setFetchSize(Integer.MIN_VALUE);
            if (statement.execute(sql)) {
                rows(statement, out);
            } else {
                out.append("rows\n").append(Long.toString(statement.getLargeUpdateCount()));
                out.append('\n');
            }
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void execute(List<String> statements) {
        try (var connection = connect("");
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            if (isAway(e)) {
                throw away(e);
            }
            throw new IllegalStateException("the database refused a statement of the sandbox", e);
        }
    }

    /** Whether there is a database of this name. */
    public boolean has(String database) {
        try (var connection = connect("");
                var query =
                        connection.prepareStatement(
                                "SELECT 1 FROM information_schema.schemata"
                                        + " WHERE schema_name = ?")) {
            query.setString(1, database);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void rows(Statement statement, Appendable out) throws SQLException, IOException {
        try (ResultSet rows = statement.getResultSet()) {
            new TabSeparated(out).write(rows);
        }
    }

    private Connection connect(String database) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", Accounts.DBA);
        properties.setProperty("password", password);
        properties.setProperty("sslMode", "DISABLED");
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "300000");
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:" + port + "/" + database, properties);
    }

    /** The administrator typed the statement, so the database's own words go back to them. */
    private static Failure failed(SQLException e) {
        return isAway(e)
                ? away(e)
                : new Failure(ExitCode.FAILED, "The database refused: " + e.getMessage() + ".", e);
    }

    private static boolean isAway(SQLException e) {
        return "08".equals(stateClass(e));
    }

    private static Failure away(SQLException e) {
        return new Failure(ExitCode.NOT_REACHABLE, "The database is not running; ./cordon up.", e);
    }

    private static String stateClass(SQLException e) {
        var state = e.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }
}
