package health.cordon.tenancy.database;

import java.sql.SQLException;

/**
 * Does a transaction again that the database ended so that another one could go on, or in which a
 * statement was not begun because its table, view or trigger changed too often under it. All of it
 * is rolled back, so nothing is written twice; the manuals of MySQL and MariaDB ask for this.
 */
public final class Deadlocks {
    static final int TRIES = 4;

    private static final int DEADLOCK = 1213;

    /** A prepared statement met one change after the other: walls are being built. */
    private static final int PREPARE_AGAIN = 1615;

    private Deadlocks() {}

    /** Nothing but SQL, all of it in one transaction. */
    public interface Transaction<T, X extends Exception> {
        T run() throws X;
    }

    /** Throws what the last try met, when it met others each time. */
    public static <T, X extends Exception> T again(Transaction<T, X> transaction) throws X {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.run();
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isPassing(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isPassing(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof SQLException sql
                    && (sql.getErrorCode() == DEADLOCK || sql.getErrorCode() == PREPARE_AGAIN)) {
                return true;
            }
        }
        return false;
    }
}
