package health.cordon.migration;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.clinical.schema.ClinicalSchema;
import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUnavailable;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.wall.WallFault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A database that is, or is to become, a clinical one. */
record ClinicalDatabase(DatabaseUrl url) {
    private static final String TABLES =
            """
            SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()
            """;
    private static final String HISTORY =
            """
            SELECT COUNT(*), MAX(filename) FROM DATABASECHANGELOG WHERE filename LIKE 'db/clinical/%'
            """;

    /**
     * @throws Failure also when the database holds something else than clinical records
     */
    State state() {
        try (var connection = Connections.dataSource(url).getConnection()) {
            return state(connection);
        } catch (SQLException e) {
            throw new Refusal(url).of(e);
        }
    }

    /**
     * @param runtime the user who serves, where it is known
     */
    void migrate(Optional<DatabaseUrl> runtime) {
        try {
            ClinicalSchema.migrate(url, runtime);
        } catch (WallFault e) {
            throw new Failure(ExitCode.REFUSED, url + ": " + e.getMessage(), e);
        } catch (DatabaseUnavailable e) {
            throw new Refusal(url).of(e);
        }
    }

    private State state(Connection connection) throws SQLException {
        var tables = tables(connection);
        tables.remove("databasechangelog");
        tables.remove("databasechangeloglock");
        if (tables.isEmpty()) {
            return State.EMPTY;
        }
        if (!tables.contains("identity")) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "%s holds tables of something else; give an empty database or a clinical one."
                            .formatted(url));
        }
        return history(connection);
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        var tables = new TreeSet<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    private static State history(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            int changes;
            String version;
            try (var rows = statement.executeQuery(HISTORY)) {
                rows.next();
                changes = rows.getInt(1);
                version = rows.getString(2);
            }
            try (ResultSet rows = statement.executeQuery("SELECT database_id FROM identity")) {
                return new State(
                        changes,
                        version == null ? "" : base(version),
                        rows.next() ? rows.getString(1) : "");
            }
        }
    }

    private static String base(String file) {
        return file.substring(file.lastIndexOf('/') + 1).replace(".sql", "");
    }
}
