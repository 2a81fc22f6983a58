package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.ProblemException;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Does a transaction again that the database ended so that another one could go on. It has rolled
 * back all of it, so nothing is written twice; the manuals of MySQL and MariaDB ask for this.
 */
final class Deadlocks {
    static final int TRIES = 4;

    private static final int DEADLOCK = 1213;

    private Deadlocks() {}

    /**
     * @throws ProblemException what the last try met, when it met others each time
     */
    static <T> T again(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (ProblemException e) {
                if (attempt == TRIES || !isDeadlock(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isDeadlock(ProblemException failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof SQLException sql && sql.getErrorCode() == DEADLOCK) {
                return true;
            }
        }
        return false;
    }
}
