package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    @Test
    void acceptsTheTagItGave() {
        assertThat(EntityTags.of("x", 3)).isEqualTo("\"x-3\"");
        assertThatCode(() -> EntityTags.require(EntityTags.of("x", 3), "x", 3))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x-2\"", "\"y-3\"", "x-3", "W/\"x-3\"", "*", "\"x-3\", \"x-2\""})
    void refusesOthers(String tag) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EntityTags.require(tag, "x", 3))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.PRECONDITION_FAILED);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = "  ")
    void demandsATag(String tag) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> EntityTags.require(tag, "x", 3))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.PRECONDITION_REQUIRED);
    }
}
