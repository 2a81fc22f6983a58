package health.cordon.tenancy.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionRefTest {
    @ParameterizedTest
    @CsvSource({
        "acme, CLINICAL_DB_URL_ACME",
        "acme-eu-west-1, CLINICAL_DB_URL_ACME_EU_WEST_1",
        "a1, CLINICAL_DB_URL_A1"
    })
    void namesTheKeyOfItsUrl(String ref, String key) {
        assertThat(new ConnectionRef(ref).urlKey()).isEqualTo(key);
    }

    @Test
    void namesTheSameKeyInATurkishLocale() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            assertThat(new ConnectionRef("istanbul-i").urlKey())
                    .isEqualTo("CLINICAL_DB_URL_ISTANBUL_I");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dir",
                "Acme",
                "1acme",
                "-acme",
                "acme-",
                "a--b",
                "a_b",
                "acme\n",
                "../acme",
                "a2345678901234567890123456789012345678901"
            })
    void refusesReservedNamesAndOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionRef(text));
    }
}
