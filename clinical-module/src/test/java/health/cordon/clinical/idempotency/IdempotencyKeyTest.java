package health.cordon.clinical.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private record Body(String text, int number) {}

    private static IdempotencyKey key(String header, String verb, Object body) {
        return IdempotencyKey.of(header, verb, body).orElseThrow();
    }

    @Test
    void isAbsentWithoutAHeader() {
        assertThat(IdempotencyKey.of(null, "POST patients", "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void refusesABlankHeader(String header) {
        assertInvalid(header);
    }

    @Test
    void refusesALongHeader() {
        assertInvalid("x".repeat(201));
        assertThat(IdempotencyKey.of("x".repeat(200), "POST patients", "x")).isPresent();
    }

    private static void assertInvalid(String header) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> IdempotencyKey.of(header, "POST patients", "x"))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.fields()).containsExactly("Idempotency-Key"));
    }

    @Test
    void isTheSameForTheSameRequest() {
        assertThat(key("k", "POST patients", new Body("a", 1)))
                .isEqualTo(key("k", "POST patients", new Body("a", 1)));
    }

    @Test
    void tellsRequestsUnderOneKeyApart() {
        var first = key("k", "POST patients", new Body("a", 1));
        assertThat(key("k", "POST patients", new Body("a", 2)))
                .returns(first.id(), IdempotencyKey::id)
                .doesNotReturn(first.requestHash(), IdempotencyKey::requestHash);
        assertThat(key("k", "POST cases", new Body("a", 1)))
                .returns(first.id(), IdempotencyKey::id)
                .doesNotReturn(first.requestHash(), IdempotencyKey::requestHash);
    }

    @Test
    void tellsKeysApart() {
        assertThat(key("k", "POST patients", "x").id())
                .isNotEqualTo(key("K", "POST patients", "x").id());
    }

    @Test
    void keepsNothingOfWhatWasSent() {
        assertThat(key("Miller-1", "POST patients", new Body("Miller", 1)).toString())
                .doesNotContain("Miller");
    }
}
