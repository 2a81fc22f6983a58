package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.KmsException;

class KeyGuardTest {
    private static final RuntimeException NO_ANSWER = ApiCallAttemptTimeoutException.create(3_000);
    private static final RuntimeException UNREACHABLE = SdkClientException.create("no connection");
    private static final RuntimeException DENIED = refusal("AccessDeniedException");

    private final KeyGuard guard = new KeyGuard("arn", Duration.ofMillis(200));
    private final AtomicInteger calls = new AtomicInteger();

    private static RuntimeException refusal(String code) {
        return KmsException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private String good() {
        return guard.run(
                () -> {
                    calls.incrementAndGet();
                    return "good";
                });
    }

    private KmsOutcome bad(RuntimeException failure) {
        try {
            return guard.run(
                    () -> {
                        calls.incrementAndGet();
                        throw failure;
                    });
        } catch (RuntimeException e) {
            var outcome = KmsOutcome.of(e);
            guard.tell(KmsAction.DECRYPT, outcome.label());
            return outcome;
        }
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            bad(UNREACHABLE);
        }
    }

    @Test
    void opensWhenHalfOfTheLastCallsFailed() {
        for (int i = 0; i < 10; i++) {
            good();
        }
        fail(4);
        assertThat(guard.isOpen()).isFalse();
        fail(1);
        assertThat(guard.isOpen()).isTrue();
        assertThat(bad(NO_ANSWER)).isEqualTo(KmsOutcome.SHORT_CIRCUITED);
        assertThat(calls).hasValue(15);
    }

    @Test
    void opensWhenTwoCallsInARowTimedOut() {
        for (int i = 0; i < 10; i++) {
            good();
        }
        bad(NO_ANSWER);
        good();
        bad(NO_ANSWER);
        assertThat(guard.isOpen()).isFalse();
        bad(NO_ANSWER);
        assertThat(guard.isOpen()).isTrue();
    }

    @Test
    void triesOneCallAfterThePauseAndClosesWhenItIsAnswered() {
        fail(5);
        await().until(() -> bad(NO_ANSWER) == KmsOutcome.TIMEOUT);
        assertThat(bad(NO_ANSWER)).isEqualTo(KmsOutcome.SHORT_CIRCUITED);
        assertThat(calls).hasValue(6);

        await().ignoreExceptions().until(() -> good().equals("good"));

        assertThat(guard.isOpen()).isFalse();
    }

    @Test
    void takesARefusalForAnAnswer() {
        fail(5);
        await().until(() -> bad(DENIED) == KmsOutcome.DENIED);
        assertThat(guard.isOpen()).isFalse();
        for (int i = 0; i < 20; i++) {
            assertThat(bad(DENIED)).isEqualTo(KmsOutcome.DENIED);
        }
    }

    @Test
    void tellsOnceThatItOpensAndOnceThatItCloses() {
        try (var log = new NotedLines(KeyGuard.class)) {
            fail(20);
            await().until(() -> bad(NO_ANSWER) == KmsOutcome.TIMEOUT);
            await().ignoreExceptions().until(() -> good().equals("good"));

            assertThat(log.lines)
                    .containsExactly(
                            "kms:Decrypt on arn failed: unreachable",
                            "KMS fails with arn; it is asked once in 5 s until it answers",
                            "KMS answers with arn again");
        }
    }

    @Test
    void countsACallThatFoundNoPlaceForNothing() {
        fail(4);
        assertThatThrownBy(() -> nested(0)).satisfies(e -> isBusy(e));
        assertThat(guard.isOpen()).isFalse();
        assertThat(good()).isEqualTo("good");
    }

    /** Calls within calls take all places without a thread each. */
    private String nested(int depth) {
        return guard.run(() -> nested(depth + 1));
    }

    private static void isBusy(Throwable e) {
        assertThat(KmsOutcome.of(e)).isEqualTo(KmsOutcome.BUSY);
    }
}
