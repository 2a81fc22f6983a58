package health.cordon.tenancy.keys;

import java.time.Duration;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * When a call of KMS is made again, and after what time: where KMS throttles or fails itself, and
 * never where nothing came back, since a key that hangs would then be asked thrice by everybody.
 * All attempts together are within the call's time-out.
 */
final class KmsRetries {
    static final int ATTEMPTS = 3;
    private static final Duration BASE = Duration.ofMillis(50);
    private static final Duration BASE_WHEN_THROTTLED = Duration.ofMillis(200);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private KmsRetries() {}

    static RetryStrategy strategy() {
        return StandardRetryStrategy.builder()
                .useClientDefaults(false)
                .maxAttempts(ATTEMPTS)
                .retryOnException(thrown -> KmsOutcome.of(thrown).isWorthAnotherTry())
                .treatAsThrottling(thrown -> KmsOutcome.of(thrown) == KmsOutcome.THROTTLED)
                // Each with full jitter: anything from nothing to the doubled base.
                .backoffStrategy(BackoffStrategy.exponentialDelay(BASE, LONGEST))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(BASE_WHEN_THROTTLED, LONGEST))
                // The SDK's is one for all keys: one key's failures would use up the repetitions
                // of all others. KeyGuard has one per key.
                .circuitBreakerEnabled(false)
                .build();
    }
}
