package health.cordon.clinical.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.tenancy.http.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessReasonTest {
    @Test
    void takesWhatPrintsOnOneLine() {
        assertThat(new AccessReason("x".repeat(200)).text()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "line\nbreak", "tab\there", "\u0000", "r\u00e9f\u00e9r\u00e9"})
    void refusesWhatDoesNot(String text) {
        assertThatThrownBy(() -> new AccessReason(text)).isInstanceOf(ProblemException.class);
    }

    @Test
    void refusesWhatIsTooLong() {
        assertThatThrownBy(() -> new AccessReason("x".repeat(201)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.fields()).containsExactly(AccessReason.HEADER));
    }
}
