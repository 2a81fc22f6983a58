package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.wall.WallRefusal;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientException;
import java.util.Set;

/** Tells what a failed statement means to the caller, by type and code, never by message. */
final class DatabaseFailures {
    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int PARENT_MISSING = 1452;
    private static final int CHILD_EXISTS = 1451;
    private static final int PREPARE_AGAIN = 1615;
    private static final Set<Integer> TRY_AGAIN =
            Set.of(DEADLOCK, LOCK_WAIT_TIMEOUT, PREPARE_AGAIN);

    private DatabaseFailures() {}

    static RuntimeException translate(RuntimeException failure) {
        for (Throwable t = failure; t != null; t = t.getCause() == t ? null : t.getCause()) {
            if (t instanceof ProblemException known) {
                return known;
            }
            if (t instanceof OptimisticLockException
                    || t instanceof org.eclipse.persistence.exceptions.OptimisticLockException) {
                return new ProblemException(Problem.PRECONDITION_FAILED, failure);
            }
            if (t instanceof NotHome elsewhere) {
                return elsewhere;
            }
            if (t instanceof SQLException sql) {
                if (WallRefusal.isNotHome(sql)) {
                    return new NotHome(failure);
                }
                return new ProblemException(problem(sql), failure);
            }
        }
        return failure;
    }

    private static Problem problem(SQLException sql) {
        if (sql.getErrorCode() == PARENT_MISSING) {
            return Problem.NOT_FOUND;
        }
        if (sql.getErrorCode() == CHILD_EXISTS
                || sql instanceof SQLIntegrityConstraintViolationException) {
            return Problem.CONFLICT;
        }
        if (sql instanceof SQLTransientException
                || TRY_AGAIN.contains(sql.getErrorCode())
                || WallRefusal.isUnsigned(sql)
                || sql instanceof java.sql.SQLNonTransientConnectionException
                || sql instanceof java.sql.SQLRecoverableException) {
            return Problem.UNAVAILABLE;
        }
        return Problem.INTERNAL;
    }
}
