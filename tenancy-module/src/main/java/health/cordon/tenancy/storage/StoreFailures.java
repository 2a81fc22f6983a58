package health.cordon.tenancy.storage;

import health.cordon.tenancy.cloud.NoCredentials;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Says why the store did not do something, by a code or a type, never by a message. */
public final class StoreFailures {
    private static final int MAX_CAUSES = 8;

    private StoreFailures() {}

    /** The store's own code, such as {@code AccessDenied}, else the type of what went wrong. */
    public static String code(Throwable failure) {
        var deepest = failure;
        int depth = 0;
        for (@Nullable Throwable t = failure; t != null && depth < MAX_CAUSES; t = t.getCause()) {
            if (t instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
                return String.valueOf(answer.awsErrorDetails().errorCode());
            }
            if (t instanceof NoCredentials) {
                return NoCredentials.SENTENCE;
            }
            deepest = t;
            depth++;
        }
        return deepest.getClass().getSimpleName();
    }
}
