package health.cordon.tenancy.preflight;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/** Why a database cannot be looked at, by code alone: a driver's message may quote anything. */
record DatabaseFault(String evidence, String remedy) {
    private static final int WRONG_PASSWORD = 1045;
    private static final Set<Integer> NO_DATABASE = Set.of(1044, 1049);
    private static final Set<Integer> NO_RIGHT = Set.of(1142, 1143, 1227);

    static DatabaseFault of(SQLException e, Duration bound) {
        int code = e.getErrorCode();
        if (code == WRONG_PASSWORD) {
            return new DatabaseFault(
                    "the database server refuses the user or its password (error 1045)",
                    "Correct the user and password of the URL (runbook, step 1.3).");
        }
        if (NO_DATABASE.contains(code)) {
            return new DatabaseFault(
                    "there is no such database, or the user may not enter it (error %d)"
                            .formatted(code),
                    "Create the database and grant it to the user (runbook, step 1.1).");
        }
        if (NO_RIGHT.contains(code)) {
            return new DatabaseFault(
                    "the user may not read the tables (error %d)".formatted(code),
                    "Grant the user all rights on its own database (runbook, step 1.1).");
        }
        return new DatabaseFault(
                "it does not answer within %d ms (%s, error %d)"
                        .formatted(bound.toMillis(), e.getClass().getSimpleName(), code),
                "See that it runs, that this node reaches it, and that its certificate verifies"
                        + " (runbook, steps 1.1 and 1.3).");
    }
}
