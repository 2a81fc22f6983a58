package health.cordon.migration;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a database did not do as it was told, from its error number; its own words stay unsaid. */
record Refusal(DatabaseUrl url) {
    private static final Set<Integer> NOT_ALLOWED = Set.of(1044, 1142, 1143, 1227, 1370);
    private static final int WRONG_PASSWORD = 1045;

    /** Of MariaDB and of MySQL. */
    private static final Set<Integer> LOCKED = Set.of(4151, 3118);

    private static final int UNKNOWN_DATABASE = 1049;
    private static final int BINARY_LOG = 1419;
    private static final int DEPTH = 20;

    Failure of(Exception failure) {
        var cause = databaseError(failure);
        if (cause == null) {
            return failed(failure, failure.getClass().getSimpleName());
        }
        int number = cause.getErrorCode();
        if (number == WRONG_PASSWORD) {
            return ending(
                    ExitCode.REFUSED,
                    "does not know this user with this password; compare the file with the account,"
                            + " special characters percent-encoded.",
                    failure);
        }
        if (LOCKED.contains(number)) {
            return ending(
                    ExitCode.REFUSED,
                    "has locked this user; ALTER USER … ACCOUNT UNLOCK, then repeat.",
                    failure);
        }
        if (NOT_ALLOWED.contains(number)) {
            return ending(
                    ExitCode.REFUSED,
                    "does not give this user the rights that"
                            + " docs/deploy.md lists (error %d).".formatted(number),
                    failure);
        }
        if (number == UNKNOWN_DATABASE) {
            return ending(ExitCode.NOT_FOUND, "does not exist; create it first.", failure);
        }
        if (number == BINARY_LOG) {
            return ending(
                    ExitCode.REFUSED,
                    "makes no triggers while it writes a binary log; set"
                            + " log_bin_trust_function_creators=1 there.",
                    failure);
        }
        return unreachable(cause)
                ? ending(
                        ExitCode.NOT_REACHABLE,
                        "does not answer; check address, firewall and TLS.",
                        failure)
                : failed(failure, "error " + number);
    }

    private Failure failed(Exception failure, String what) {
        return ending(
                ExitCode.FAILED,
                "did not take the schema (%s); set CORDON_DEBUG=1 and repeat to see where."
                        .formatted(what),
                failure);
    }

    private Failure ending(ExitCode code, String sentence, Exception cause) {
        return new Failure(code, url + " " + sentence, cause);
    }

    private static boolean unreachable(SQLException cause) {
        var state = cause.getSQLState();
        return state != null && state.startsWith("08");
    }

    private static @Nullable SQLException databaseError(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEPTH && cause != null; i++) {
            if (cause instanceof SQLException found) {
                return found;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
