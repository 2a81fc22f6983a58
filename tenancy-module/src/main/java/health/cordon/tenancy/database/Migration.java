package health.cordon.tenancy.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogParameters;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.parser.ChangeLogParserFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

/**
 * Brings a database to the schema of a changelog.
 *
 * <p>Two nodes that start together take turns: the lock is a session lock of the database
 * (liquibase-sessionlock), so that a node killed half-way leaves no lock behind.
 */
public final class Migration {
    private static final Logger LOG = Logger.getLogger(Migration.class.getName());

    /** Held, because the log manager forgets a logger, and its level, that nobody holds. */
    private static final Logger LIQUIBASE = Logger.getLogger("liquibase");

    private static final int NO_SUCH_TABLE = 1146;
    private static final int NO_RIGHT = 1142;

    private final String changelog;

    /** Does not change while this version runs; who reads it twice has read the same. */
    private volatile Set<String> changes = Set.of();

    /**
     * @param changelog its path on the class path
     */
    public Migration(String changelog) {
        this.changelog = changelog;
    }

    /**
     * Applies what is missing.
     *
     * @throws DatabaseUnavailable when the database does not answer or a change fails; the message
     *     names the database, never the credentials
     */
    public void apply(DatabaseUrl url) {
        // It tells every statement at INFO.
        LIQUIBASE.setLevel(Level.WARNING);
        try (var connection = Connections.dataSource(url).getConnection()) {
            update(connection);
        } catch (SQLException | LiquibaseException e) {
            throw new DatabaseUnavailable(url, e);
        }
    }

    /**
     * The changes of this version's changelog, as {@code id/author}: the file's name depends on who
     * applied it.
     */
    public Set<String> changes() {
        if (changes.isEmpty()) {
            changes = read();
        }
        return changes;
    }

    /**
     * How many of them have not been applied.
     *
     * @param connection of any account of the database
     */
    public int missing(Connection connection) throws SQLException {
        var missing = new HashSet<>(changes());
        try (var query =
                        connection.prepareStatement(
                                "SELECT CONCAT(ID, '/', AUTHOR) FROM DATABASECHANGELOG");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                missing.remove(rows.getString(1));
            }
        } catch (SQLException e) {
            // Not there, or not to be seen before the database is walled.
            if (e.getErrorCode() != NO_SUCH_TABLE && e.getErrorCode() != NO_RIGHT) {
                throw e;
            }
        }
        return missing.size();
    }

    private Set<String> read() {
        var files = new ClassLoaderResourceAccessor(Migration.class.getClassLoader());
        try {
            return ChangeLogParserFactory.getInstance()
                    .getParser(changelog, files)
                    .parse(changelog, new ChangeLogParameters(), files)
                    .getChangeSets()
                    .stream()
                    .map(change -> change.getId() + "/" + change.getAuthor())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (LiquibaseException e) {
            throw new IllegalStateException("the changelog of this version cannot be read", e);
        }
    }

    private void update(Connection connection) throws LiquibaseException {
        var loader = Migration.class.getClassLoader();
        var database =
                DatabaseFactory.getInstance()
                        .findCorrectDatabaseImplementation(new JdbcConnection(connection));
        try (var liquibase =
                new Liquibase(changelog, new ClassLoaderResourceAccessor(loader), database)) {
            liquibase.setShowSummary(UpdateSummaryEnum.OFF);
            // What it says to a user at a terminal belongs in the log, where it is too much.
            Scope.child(
                    Scope.Attr.ui,
                    new LoggerUIService(),
                    () -> liquibase.update(new Contexts(), new LabelExpression()));
            LOG.log(Level.INFO, "schema {0} is up to date", changelog);
        } catch (LiquibaseException e) {
            throw e;
        } catch (Exception e) {
            throw new LiquibaseException(e);
        }
    }
}
