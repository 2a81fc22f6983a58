package health.cordon.tenancy.preflight;

import health.cordon.tenancy.routing.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long one step of a look may take; all of them together are bounded by {@link Lookout}. */
@ApplicationScoped
public class LookBounds {
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration DATABASE = Duration.ofSeconds(10);

    @Inject RoutingConfig routingConfig;

    /** A database must answer within the time that a request would wait for it. */
    Duration database() {
        var checkout = routingConfig.checkout();
        return checkout.compareTo(DATABASE) < 0 ? checkout : DATABASE;
    }

    /** For one call of S3 or KMS, repetitions included. */
    static void call(AwsRequestOverrideConfiguration.Builder override) {
        override.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL);
    }
}
