package health.cordon.tenancy.database;

import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Does a transaction again that the database ended so that another one could go on, or in which a
 * statement was not begun because its table, view or trigger changed too often under it. All of it
 * is rolled back, so nothing is written twice; the manuals of MySQL and MariaDB ask for this.
 */
public final class Deadlocks {
    static final int TRIES = 8;

    /** Doubled each time; nothing is held meanwhile. While walls are built, they last a moment. */
    private static final long FIRST_PAUSE_MILLIS = 10;

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
                pause(attempt, e);
            }
        }
    }

    private static void pause(int attempt, RuntimeException met) {
        try {
            long most = FIRST_PAUSE_MILLIS << attempt;
            Thread.sleep(ThreadLocalRandom.current().nextLong(most / 2, most));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw met;
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
