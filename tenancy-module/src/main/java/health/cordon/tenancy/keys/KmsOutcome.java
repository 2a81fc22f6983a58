package health.cordon.tenancy.keys;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** How a call of KMS ended. The one place that tells failures apart. */
enum KmsOutcome {
    OK,
    /** KMS asks for fewer calls. */
    THROTTLED,
    /** This server has no right on the key, or its credentials are not accepted. */
    DENIED,
    /** The key is disabled, due for deletion, or gone. */
    DISABLED,
    /** KMS said no for another reason, such as a wrapped key that was changed. */
    REFUSED,
    /** KMS did not answer in time. */
    TIMEOUT,
    /** KMS was not reached: no connection, no TLS, or no credentials to ask with. */
    UNREACHABLE,
    /** KMS answered that it failed itself (5xx). */
    ERROR,
    /** KMS was not asked, because the key's breaker is open. */
    SHORT_CIRCUITED,
    /** KMS was not asked, because too many calls with this key are under way. */
    BUSY;

    private static final int FIRST_OF_SERVER = 500;
    private static final int FORBIDDEN = 403;
    private static final int MAX_CAUSES = 8;
    private static final Set<String> DENIALS =
            Set.of(
                    "AccessDeniedException",
                    "ExpiredTokenException",
                    "InvalidSignatureException",
                    "UnrecognizedClientException");
    private static final Set<String> UNUSABLE =
            Set.of("DisabledException", "KMSInvalidStateException", "NotFoundException");
    private static final Set<KmsOutcome> WITHOUT_ASKING = Set.of(SHORT_CIRCUITED, BUSY);
    private static final Set<KmsOutcome> WORTH_ANOTHER_TRY = Set.of(THROTTLED, ERROR);
    private static final Set<KmsOutcome> OPENING = Set.of(THROTTLED, ERROR, TIMEOUT, UNREACHABLE);

    static KmsOutcome of(Throwable thrown) {
        if (thrown instanceof CallNotPermittedException) {
            return SHORT_CIRCUITED;
        }
        if (thrown instanceof BulkheadFullException
                || thrown instanceof AcquirePermissionCancelledException) {
            return BUSY;
        }
        if (thrown instanceof AwsServiceException answer) {
            return ofAnswer(answer);
        }
        if (thrown instanceof SdkException) {
            return isTimeOut(thrown) ? TIMEOUT : UNREACHABLE;
        }
        return REFUSED;
    }

    private static KmsOutcome ofAnswer(AwsServiceException answer) {
        if (answer.isThrottlingException()) {
            return THROTTLED;
        }
        if (answer.statusCode() >= FIRST_OF_SERVER) {
            return ERROR;
        }
        var code = code(answer);
        if (DENIALS.contains(code) || answer.statusCode() == FORBIDDEN) {
            return DENIED;
        }
        return UNUSABLE.contains(code) ? DISABLED : REFUSED;
    }

    private static String code(AwsServiceException answer) {
        var details = answer.awsErrorDetails();
        var code = details == null ? null : details.errorCode();
        return code == null ? "" : code;
    }

    private static boolean isTimeOut(Throwable thrown) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof ApiCallAttemptTimeoutException
                    || cause instanceof ApiCallTimeoutException
                    || cause instanceof SocketTimeoutException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Whether KMS answers the same call differently in a moment, and was not hurt by it. */
    boolean isWorthAnotherTry() {
        return WORTH_ANOTHER_TRY.contains(this);
    }

    /**
     * Whether it counts against the key's breaker. A refusal does not: it comes at once, costs
     * nobody anything, and ends when the key's owner ends it.
     */
    boolean opensBreaker() {
        return OPENING.contains(this);
    }

    /** Whether KMS was asked at all. */
    boolean wasAsked() {
        return !WITHOUT_ASKING.contains(this);
    }

    /** As metrics call it. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
