package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlindIndexTest {
    private static final DataKey KEY = Keys.key(1);

    private static byte[] name(String value) {
        return BlindIndex.ofName(KEY, "family", value);
    }

    private static byte[] identifier(String value) {
        return BlindIndex.ofIdentifier(KEY, "mrn", value);
    }

    @ParameterizedTest
    @CsvSource({
        "Miller, mILLER",
        "' Miller ', Miller",
        "'\u00a0Miller', Miller",
        "Mu\u0308ller, M\u00fcller",
        "Strau\u00df, STRAUSS",
        "STRAU\u1e9e, Strau\u00df",
        "\ufb01nch, FINCH",
        "\u0399\u0308\u0301, \u0390",
        "ΟΔΟΣ, οδος",
        "\uff2d\uff29, mi"
    })
    void findsNamesInAnyCaseAndSpelling(String one, String other) {
        assertThat(name(one)).isEqualTo(name(other));
    }

    @ParameterizedTest
    @CsvSource({"Miller, Muller", "Muller, M\u00fcller", "Mil ler, Miller", "Miller, Mille"})
    void tellsNamesApart(String one, String other) {
        assertThat(name(one)).isNotEqualTo(name(other));
    }

    @Test
    void keepsTheCaseOfIdentifiers() {
        assertThat(identifier(" M-1 ")).isEqualTo(identifier("M-1"));
        assertThat(identifier("M-1")).isNotEqualTo(identifier("m-1"));
        assertThat(identifier("M-1")).isNotEqualTo(identifier("M-01"));
    }

    @Test
    void differsBetweenKeysAndDomains() {
        assertThat(identifier("M-1"))
                .hasSize(32)
                .isNotEqualTo(BlindIndex.ofIdentifier(Keys.key(2), "mrn", "M-1"))
                .isNotEqualTo(BlindIndex.ofIdentifier(KEY, "source", "M-1"))
                .isNotEqualTo(BlindIndex.ofIdentifier(KEY, "mr", "nM-1"));
    }
}
