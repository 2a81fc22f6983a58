package health.cordon.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.cli.outcome.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefNameTest {
    @Test
    void namesDatabaseAndVariable() {
        var name = new RefName("acme-eu-west-1");

        assertThat(name.database()).isEqualTo("clin_acme_eu_west_1");
        assertThat(name.variable()).isEqualTo("CLINICAL_DB_URL_ACME_EU_WEST_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "1a",
                "-a",
                "a-",
                "a--b",
                "a_b",
                "a;b",
                "dir",
                "platform",
                "shared"
            })
    void refusesWhatIsNoReference(String text) {
        assertThatThrownBy(() -> new RefName(text)).isInstanceOf(Failure.class);
    }

    @Test
    void refusesMoreThanFortyCharacters() {
        assertThat(new RefName("a".repeat(40)).database()).hasSize(45);
        assertThatThrownBy(() -> new RefName("a".repeat(41))).isInstanceOf(Failure.class);
    }
}
