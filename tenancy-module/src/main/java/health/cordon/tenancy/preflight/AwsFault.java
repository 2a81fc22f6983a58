package health.cordon.tenancy.preflight;

import health.cordon.tenancy.cloud.NoCredentials;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Why S3 or KMS refused, by error code: the SDK has no class for most refusals, and messages may
 * quote names that are not the caller's.
 */
record AwsFault(String code, int status) {
    private static final Set<String> DENIED = Set.of("AccessDenied", "AccessDeniedException");
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;

    static AwsFault of(SdkException e) {
        if (!(e instanceof AwsServiceException service)) {
            return new AwsFault(
                    e instanceof NoCredentials
                            ? NoCredentials.SENTENCE
                            : e.getClass().getSimpleName(),
                    0);
        }
        var details = service.awsErrorDetails();
        var code = details == null ? null : details.errorCode();
        return new AwsFault(
                code == null || code.isBlank() ? "status " + service.statusCode() : code,
                service.statusCode());
    }

    boolean isDenied() {
        return DENIED.contains(code) || status == FORBIDDEN;
    }

    boolean isMissing() {
        return status == NOT_FOUND;
    }

    /** The stand-in of a bucket service may lack a whole question. */
    boolean isUnknownQuestion() {
        return status == NOT_IMPLEMENTED || code.equals("NotImplemented");
    }

    /** The bucket is in another region than the one that was asked. */
    boolean isElsewhere() {
        return status == 301 || status == 307 || code.equals("AuthorizationHeaderMalformed");
    }
}
