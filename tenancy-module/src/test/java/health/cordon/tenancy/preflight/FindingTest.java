package health.cordon.tenancy.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.http.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingTest {
    @ParameterizedTest
    @CsvSource({
        "PASSED, passed, true",
        "WARNING, warning, true",
        "NOT_ANSWERED, not-answered, true",
        "FAILED, failed, false"
    })
    void saysWhetherTheResourceCanBeUsed(Outcome outcome, String text, boolean passed) {
        com.fasterxml.jackson.databind.JsonNode json =
                Json.mapper().valueToTree(new Finding("n", outcome, "e", "r"));

        assertThat(json.path("outcome").asText()).isEqualTo(text);
        assertThat(json.path("passed").asBoolean()).isEqualTo(passed);
    }

    @Test
    void showsANullRemedy() {
        com.fasterxml.jackson.databind.JsonNode json =
                Json.mapper().valueToTree(new Finding("n", Outcome.PASSED, "e", null));

        assertThat(json.has("remedy")).isTrue();
        assertThat(json.path("remedy").isNull()).isTrue();
    }
}
