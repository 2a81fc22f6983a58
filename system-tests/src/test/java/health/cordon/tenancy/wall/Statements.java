package health.cordon.tenancy.wall;

import health.cordon.system.platform.Database;
import java.util.List;

/** What the product asks of the shared database: the server notes it, so that none is forgotten. */
record Statements(Database database, String account) {
    private static final long POOL_LOOKS_AFTER_MILLIS = 700;

    /** The statements, with question marks, that were prepared while something was done. */
    List<String> during(Runnable work) throws InterruptedException {
        database.execute("SET GLOBAL log_output = 'TABLE'");
        database.execute("TRUNCATE TABLE mysql.general_log");
        database.execute("SET GLOBAL general_log = 1");
        try {
            forgetPrepared();
            work.run();
        } finally {
            database.execute("SET GLOBAL general_log = 0");
        }
        var prepared =
                database.column(
                        """
                        SELECT DISTINCT REPLACE(CONVERT(argument USING utf8mb4), '\\n', ' ')
                        FROM mysql.general_log
                        WHERE command_type = 'Prepare' AND user_host LIKE '%s[%%'
                          AND argument REGEXP '(^|[^a-z_])t_[a-z]'
                          AND argument REGEXP '^ *(SELECT|UPDATE|DELETE)'
                        ORDER BY 1
                        """
                                .formatted(account));
        // It holds what else ran, with values.
        database.execute("TRUNCATE TABLE mysql.general_log");
        return prepared;
    }

    /** A connection keeps its statements, so those that are open would tell of none. */
    private void forgetPrepared() throws InterruptedException {
        for (var id :
                database.column(
                        "SELECT id FROM information_schema.processlist WHERE user = '"
                                + account
                                + "'")) {
            database.execute("KILL SOFT CONNECTION " + id);
        }
        // A pool trusts a connection that was used just now.
        Thread.sleep(POOL_LOOKS_AFTER_MILLIS);
    }
}
