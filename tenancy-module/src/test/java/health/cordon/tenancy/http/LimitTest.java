package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 50, 200})
    void accepts1To200(int value) {
        assertThat(Limit.valueOf(String.valueOf(value)).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "", " ", "x", "1.0", "1e2", "99999999999"})
    void refusesTheRestByTheFieldsName(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> Limit.valueOf(text))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.INVALID_REQUEST))
                .satisfies(e -> assertThat(e.fields()).containsExactly("limit"));
    }
}
