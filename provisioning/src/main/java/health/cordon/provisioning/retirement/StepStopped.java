package health.cordon.provisioning.retirement;

import java.sql.SQLException;

/** A step cannot be taken now. The message is for people, and quotes nothing of a row. */
final class StepStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepStopped(String evidence) {
        super(evidence);
    }

    StepStopped(String evidence, Throwable cause) {
        super(evidence, cause);
    }

    /** The code alone: a driver's message may quote anything. */
    static StepStopped of(String database, SQLException e) {
        return new StepStopped(
                "%s does not do it (error %d)".formatted(database, e.getErrorCode()), e);
    }
}
