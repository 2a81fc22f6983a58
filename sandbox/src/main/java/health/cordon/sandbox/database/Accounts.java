package health.cordon.sandbox.database;

import java.util.List;

/** The statements that make databases and users. Names and passwords are generated, never typed. */
final class Accounts {
    static final String DBA = "cordon_dba";
    static final String PROVISIONER = "cordon_provisioner";

    private Accounts() {}

    static List<String> administrator(String password) {
        return List.of(
                user("CREATE USER IF NOT EXISTS", DBA, password),
                user("ALTER USER", DBA, password),
                "GRANT ALL PRIVILEGES ON *.* TO %s WITH GRANT OPTION".formatted(account(DBA)));
    }

    /** Who makes databases for organisations, and may do nothing else. */
    static List<String> provisioner(String password) {
        return List.of(
                user("CREATE USER IF NOT EXISTS", PROVISIONER, password),
                user("ALTER USER", PROVISIONER, password),
                "GRANT CREATE USER ON *.* TO %s".formatted(account(PROVISIONER)),
                "GRANT ALL PRIVILEGES ON `cordon\\_p\\_%%`.* TO %s WITH GRANT OPTION"
                        .formatted(account(PROVISIONER)));
    }

    /** A database and a user of the same name with all rights there and none elsewhere. */
    static List<String> database(String name, String password) {
        return List.of(
                "CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4".formatted(name),
                user("CREATE USER IF NOT EXISTS", name, password),
                user("ALTER USER", name, password),
                "GRANT ALL PRIVILEGES ON `%s`.* TO %s WITH GRANT OPTION"
                        .formatted(pattern(name), account(name)));
    }

    /** A user without any rights; the migration gives it those that it needs to serve. */
    static List<String> runtime(String name, String password) {
        return List.of(
                user("CREATE USER IF NOT EXISTS", name, password),
                user("ALTER USER", name, password));
    }

    /** The user who serves from a clinical database; the one of its name migrates it. */
    static String runtimeName(String database) {
        return database + "_app";
    }

    /** In a grant an underscore stands for any character, unless it is escaped. */
    private static String pattern(String name) {
        return name.replace("_", "\\_");
    }

    private static String user(String verb, String name, String password) {
        return "%s %s IDENTIFIED BY '%s'".formatted(verb, account(name), password);
    }

    private static String account(String name) {
        return "'%s'@'127.0.0.1'".formatted(name);
    }
}
