package health.cordon.tenancy.cloud;

import software.amazon.awssdk.core.exception.SdkClientException;

/** Neither the configuration nor the machine says who this server is to S3 and KMS. */
public final class NoCredentials extends SdkClientException {
    private static final long serialVersionUID = 1L;

    /** What the log says in place of an error code. */
    public static final String SENTENCE =
            "no credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or give"
                    + " the machine a role";

    NoCredentials(SdkClientException cause) {
        super(SdkClientException.builder().message(SENTENCE).cause(cause));
    }
}
