package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.KmsStub.Reply;
import health.cordon.tenancy.organisation.Tenants;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;

/** Against a KMS on the wire, by the product's own client. */
class KmsKeyProviderTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final DekAddress ADDRESS =
            new DekAddress(
                    Tenants.tenant("north").build().id(), Dek.Purpose.PATIENT, new UUID(1, 2));

    private final KmsStub kms = new KmsStub();
    private final KmsClients clients = kms.clients();
    private final NotedKmsTimes times = new NotedKmsTimes();
    private final KmsKeyProvider provider = new KmsKeyProvider();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    KmsKeyProviderTest() throws IOException {
        provider.clients = clients;
        provider.calls = new KmsCalls();
        provider.calls.guards = new KeyGuards();
        provider.calls.times = times;
    }

    @AfterEach
    void stop() {
        callers.shutdownNow();
        clients.close();
        kms.close();
    }

    private byte[] unwrap(String key) {
        return provider.unwrap(new WrappedDek.Kms(key, new byte[] {1}), ADDRESS);
    }

    private void isUnavailable(String key) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> unwrap(key))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE));
    }

    private void isUnavailableAtOnce(String key) {
        long began = System.nanoTime();
        isUnavailable(key);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    }

    @Nested
    class AnAttempt {
        @Test
        void isMadeAgainWhereKmsThrottlesOrFails() {
            kms.next(KmsStub.NORTH, Reply.THROTTLED, Reply.FAILED);

            assertThat(unwrap(KmsStub.NORTH)).hasSize(32);

            assertThat(kms.attempts(KmsStub.NORTH)).isEqualTo(3);
            assertThat(times.outcomes).containsExactly(KmsOutcome.OK);
        }

        @Test
        void isMadeThreeTimesAtMost() {
            kms.always(KmsStub.NORTH, Reply.THROTTLED);

            isUnavailable(KmsStub.NORTH);

            assertThat(kms.attempts(KmsStub.NORTH)).isEqualTo(KmsRetries.ATTEMPTS);
            assertThat(times.outcomes).containsExactly(KmsOutcome.THROTTLED);
        }

        @ParameterizedTest
        @CsvSource({
            "AccessDeniedException, DENIED",
            "DisabledException, DISABLED",
            "KMSInvalidStateException, DISABLED",
            "NotFoundException, DISABLED",
            "InvalidCiphertextException, REFUSED"
        })
        void isNotMadeAgainWhereKmsRefuses(String code, KmsOutcome outcome) {
            kms.always(KmsStub.NORTH, Reply.error(400, code));

            isUnavailable(KmsStub.NORTH);

            assertThat(kms.attempts(KmsStub.NORTH)).isEqualTo(1);
            assertThat(times.outcomes).containsExactly(outcome);
        }

        @Test
        void isNotMadeAgainWhereNothingCame() {
            kms.always(KmsStub.NORTH, Reply.CUT_OFF);
            kms.always(KmsStub.SOUTH, Reply.HANGING);

            isUnavailable(KmsStub.NORTH);
            isUnavailable(KmsStub.SOUTH);

            assertThat(kms.attempts(KmsStub.NORTH)).isEqualTo(1);
            assertThat(kms.attempts(KmsStub.SOUTH)).isEqualTo(1);
            assertThat(times.outcomes).containsExactly(KmsOutcome.UNREACHABLE, KmsOutcome.TIMEOUT);
        }
    }

    @Nested
    class AnAnswer {
        @Test
        void ofAnotherKeyIsRefused() {
            kms.always(KmsStub.NORTH, Reply.inTheNameOf(KmsStub.SOUTH));

            assertThatIllegalStateException().isThrownBy(() -> unwrap(KmsStub.NORTH));
            assertThatIllegalStateException()
                    .isThrownBy(
                            () -> provider.generate(new WrappingKey.Kms(KmsStub.NORTH), ADDRESS));

            assertThat(times.outcomes).containsOnly(KmsOutcome.REFUSED);
        }

        @Test
        void ofAnotherKeyIsWiped() {
            var plaintext = new byte[] {1, 2, 3};

            assertThatIllegalStateException()
                    .isThrownBy(
                            () ->
                                    KmsKeyProvider.requireSame(
                                            KmsStub.NORTH,
                                            KmsStub.SOUTH,
                                            SdkBytes.fromByteArrayUnsafe(plaintext)));

            assertThat(plaintext).containsOnly(0);
        }
    }

    @Nested
    class AKey {
        @Test
        void thatFailsIsNotAskedAnyMore() {
            kms.always(KmsStub.NORTH, Reply.CUT_OFF);
            for (int i = 0; i < 20; i++) {
                isUnavailable(KmsStub.NORTH);
            }

            assertThat(kms.attempts(KmsStub.NORTH)).isEqualTo(5);
            isUnavailableAtOnce(KmsStub.NORTH);
            assertThat(provider.calls.guards.open()).isEqualTo(1);
            assertThat(unwrap(KmsStub.SOUTH)).hasSize(32);
        }

        @Test
        void thatRefusesIsAskedOn() {
            kms.always(KmsStub.NORTH, Reply.error(400, "AccessDeniedException"));
            for (int i = 0; i < 20; i++) {
                isUnavailable(KmsStub.NORTH);
            }

            assertThat(kms.attempts(KmsStub.NORTH)).isEqualTo(20);
            kms.always(KmsStub.NORTH, Reply.GOOD);
            assertThat(unwrap(KmsStub.NORTH)).hasSize(32);
        }

        @Test
        void thatHangsHoldsAFewCallsAndNobodyElses() {
            kms.always(KmsStub.NORTH, Reply.HANGING);
            for (int i = 0; i < 40; i++) {
                callers.submit(() -> unwrap(KmsStub.NORTH));
            }
            await().until(() -> times.outcomes.contains(KmsOutcome.BUSY));

            long began = System.nanoTime();
            for (int i = 0; i < 10; i++) {
                isUnavailable(KmsStub.NORTH);
            }
            assertThat(unwrap(KmsStub.SOUTH)).hasSize(32);

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
            assertThat(kms.attempts(KmsStub.NORTH)).isEqualTo(KeyGuard.PLACES);
        }
    }
}
