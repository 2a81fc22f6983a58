package health.cordon.provisioning.server;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The account by which databases and accounts are made on a server.
 *
 * @param url of the account
 */
public record ServerAccount(DatabaseUrl url) {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int UNKNOWN_DATABASE = 1049;

    /** What may be put between quotes: names and passwords are made here. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,32}");

    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{16,64}");

    /** A database and its accounts, as they are named on the server. */
    public record Names(String database) {
        public Names {
            if (!NAME.matcher(database).matches()) {
                throw new IllegalArgumentException("not a name that provisioning makes");
            }
        }

        /** Who serves. */
        public String runtime() {
            return database + "_app";
        }

        /** Who migrates. */
        public String migration() {
            return database;
        }
    }

    /**
     * Makes database and accounts, or gives those that are there these passwords and rights.
     *
     * @throws SQLException when the server does not answer or refuses
     */
    public void make(Names names, String runtimePassword, String migrationPassword)
            throws SQLException {
        run(
                List.of(
                        "CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4"
                                .formatted(names.database()),
                        user("CREATE USER IF NOT EXISTS", names.migration(), migrationPassword),
                        user("ALTER USER", names.migration(), migrationPassword),
                        "GRANT ALL PRIVILEGES ON `%s`.* TO %s WITH GRANT OPTION"
                                .formatted(pattern(names.database()), account(names.migration())),
                        user("CREATE USER IF NOT EXISTS", names.runtime(), runtimePassword),
                        user("ALTER USER", names.runtime(), runtimePassword)));
    }

    /** Lets nobody sign in with the accounts of a database; what they own goes on to work. */
    public void lock(Names names) throws SQLException {
        run(
                List.of(
                        "ALTER USER IF EXISTS %s ACCOUNT LOCK".formatted(account(names.runtime())),
                        "ALTER USER IF EXISTS %s ACCOUNT LOCK"
                                .formatted(account(names.migration()))));
    }

    /**
     * A connection that has chosen a database, if there is such a one; the caller closes it. Walls
     * do not hold this account.
     */
    public Optional<Connection> enter(String database) throws SQLException {
        var connection = open();
        try {
            connection.setCatalog(database);
            return Optional.of(connection);
        } catch (SQLException e) {
            connection.close();
            if (e.getErrorCode() == UNKNOWN_DATABASE) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Takes database and accounts away; what is not there is no fault. */
    public void drop(Names names) throws SQLException {
        run(
                List.of(
                        "DROP USER IF EXISTS " + account(names.runtime()),
                        "DROP USER IF EXISTS " + account(names.migration()),
                        "DROP DATABASE IF EXISTS `%s`".formatted(names.database())));
    }

    private void run(List<String> statements) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A connection without a database; the caller closes it. */
    public Connection open() throws SQLException {
        return Connections.server(url, BOUND).getConnection();
    }

    private static String user(String verb, String name, String password) {
        if (!PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException("not a password that provisioning makes");
        }
        return "%s %s IDENTIFIED BY '%s'".formatted(verb, account(name), password);
    }

    private static String account(String name) {
        return "'%s'@'%%'".formatted(name);
    }

    /** In a grant an underscore stands for any character, unless it is escaped. */
    private static String pattern(String name) {
        return name.replace("_", "\\_");
    }
}
