package health.cordon.tenancy.cloud;

import health.cordon.tenancy.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * @param credentials from the configuration; when absent, the SDK looks for a role
 */
public record CloudConfig(Optional<AwsCredentials> credentials) {
    private static final Logger LOG = Logger.getLogger(CloudConfig.class.getName());
    private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();
    private static final AtomicLong WARNED = new AtomicLong();
    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";

    /** The SDK itself would read the environment alone, and not files of secrets. */
    public static CloudConfig from(Settings settings) {
        var id = settings.optional(ID, text -> text);
        var secret = settings.optional(SECRET, text -> text);
        var token = settings.optional("AWS_SESSION_TOKEN", text -> text);
        if (id.isPresent() != secret.isPresent()) {
            settings.fault(
                    "%s is not set, but %s is; set both, or none."
                            .formatted(id.isPresent() ? SECRET : ID, id.isPresent() ? ID : SECRET));
        }
        return new CloudConfig(
                id.flatMap(key -> secret.map(hidden -> credentials(key, hidden, token))));
    }

    /** For every client of S3 and KMS. */
    public AwsCredentialsProvider provider() {
        return credentials
                .<AwsCredentialsProvider>map(given -> () -> given)
                .orElseGet(() -> found(DefaultCredentialsProvider.create()));
    }

    /** Says what is missing by its type, where the SDK has words alone. */
    static AwsCredentialsProvider found(AwsCredentialsProvider chain) {
        return () -> {
            try {
                return chain.resolveCredentials();
            } catch (SdkClientException e) {
                warn();
                throw new NoCredentials(e);
            }
        };
    }

    /** Not at each call: there are many when nothing works. */
    private static void warn() {
        long now = System.nanoTime();
        long last = WARNED.get();
        if ((last == 0 || now - last > EVERY_NANOS) && WARNED.compareAndSet(last, now)) {
            LOG.log(Level.WARNING, "S3 and KMS cannot be used: {0}.", NoCredentials.SENTENCE);
        }
    }

    private static AwsCredentials credentials(String id, String secret, Optional<String> token) {
        return token.<AwsCredentials>map(more -> AwsSessionCredentials.create(id, secret, more))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    /** Leaves the credentials out: this may end up in a message. */
    @Override
    public String toString() {
        return "CloudConfig[" + (credentials.isPresent() ? "given" : "role") + "]";
    }
}
