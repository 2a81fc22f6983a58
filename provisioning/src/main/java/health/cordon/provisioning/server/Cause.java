package health.cordon.provisioning.server;

import java.sql.SQLException;

/** What a log line may say of a failure: types and error codes; messages may quote anything. */
public final class Cause {
    private static final int DEEPEST = 5;

    private Cause() {}

    /** From the outermost to the innermost. */
    public static String of(Throwable failure) {
        var text = new StringBuilder(name(failure));
        var next = failure.getCause();
        for (int i = 0; next != null && i < DEEPEST; i++) {
            text.append(", ").append(name(next));
            next = next.getCause();
        }
        return text.toString();
    }

    private static String name(Throwable failure) {
        var type = failure.getClass().getSimpleName();
        return failure instanceof SQLException sql ? type + " " + sql.getErrorCode() : type;
    }
}
