package health.cordon.provisioning.server;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The account by which databases and accounts are made on a server.
 *
 * @param url of the account
 */
public record ServerAccount(DatabaseUrl url) {
    private static final int NO_SUCH_USER = 1396;
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

        /** The name that an account gets when its password is exchanged: each has two, in turn. */
        public String successor(String user) {
            if (!all().contains(user)) {
                throw new IllegalArgumentException("not an account of this database");
            }
            if (user.startsWith(runtime())) {
                return user.equals(runtime()) ? database + "_app2" : runtime();
            }
            return user.equals(migration()) ? database + "_2" : migration();
        }

        /** Every name that an account of the database may have. */
        List<String> all() {
            return List.of(runtime(), database + "_app2", migration(), database + "_2");
        }
    }

    /** Whether a database and its accounts are named as provisioning names them. */
    public static boolean isMadeHere(DatabaseUrl runtime, DatabaseUrl migration) {
        return NAME.matcher(migration.database()).matches()
                && runtime.database().equals(migration.database())
                && new Names(migration.database())
                        .all()
                        .containsAll(List.of(runtime.user(), migration.user()));
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
                                .formatted(names.database())));
        accounts(
                names,
                new Login(names.runtime(), runtimePassword),
                new Login(names.migration(), migrationPassword));
    }

    /** Lets nobody sign in with the accounts of a database; what they own goes on to work. */
    public void lock(Names names) throws SQLException {
        run(
                names.all().stream()
                        .map(
                                name ->
                                        "ALTER USER IF EXISTS %s ACCOUNT LOCK"
                                                .formatted(account(name)))
                        .toList());
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

    /** How an account signs in. */
    private record Login(String user, String password) {
        /** A record would print the password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * Makes two accounts more for a database that is there, with the rights of those that it has.
     *
     * @throws SQLException when the server does not answer or refuses
     */
    public void makeAccounts(DatabaseUrl runtime, DatabaseUrl migration) throws SQLException {
        accounts(
                new Names(migration.database()),
                new Login(runtime.user(), runtime.password()),
                new Login(migration.user(), migration.password()));
    }

    private void accounts(Names names, Login runtime, Login migration) throws SQLException {
        ensure(names, migration);
        run(
                List.of(
                        "GRANT ALL PRIVILEGES ON `%s`.* TO %s WITH GRANT OPTION"
                                .formatted(pattern(names.database()), account(migration.user()))));
        ensure(names, runtime);
    }

    /**
     * MySQL refuses {@code CREATE USER IF NOT EXISTS} for one in whose name something works, even
     * when it is there (error 4006).
     */
    private void ensure(Names names, Login login) throws SQLException {
        try {
            run(List.of(user("ALTER USER", names, login)));
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_USER) {
                throw e;
            }
            run(List.of(user("CREATE USER IF NOT EXISTS", names, login)));
        }
    }

    /** Takes accounts away; what is not there is no fault. */
    public void dropAccounts(DatabaseUrl... accounts) throws SQLException {
        var statements = new ArrayList<String>();
        for (var account : accounts) {
            var user = known(new Names(account.database()), account.user());
            statements.add("DROP USER IF EXISTS " + account(user));
        }
        run(statements);
    }

    /** Takes database and accounts away, by whichever name; what is not there is no fault. */
    public void drop(Names names) throws SQLException {
        var statements = new ArrayList<String>();
        // First, since MySQL drops nobody in whose name something works.
        statements.add("DROP DATABASE IF EXISTS `%s`".formatted(names.database()));
        names.all().forEach(name -> statements.add("DROP USER IF EXISTS " + account(name)));
        run(statements);
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

    private static String user(String verb, Names names, Login login) {
        if (!PASSWORD.matcher(login.password()).matches()) {
            throw new IllegalArgumentException("not a password that provisioning makes");
        }
        return "%s %s IDENTIFIED BY '%s'"
                .formatted(verb, account(known(names, login.user())), login.password());
    }

    private static String known(Names names, String user) {
        if (!names.all().contains(user)) {
            throw new IllegalArgumentException("not an account that provisioning makes");
        }
        return user;
    }

    private static String account(String name) {
        return "'%s'@'%%'".formatted(name);
    }

    /** In a grant an underscore stands for any character, unless it is escaped. */
    private static String pattern(String name) {
        return name.replace("_", "\\_");
    }
}
