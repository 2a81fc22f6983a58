package health.cordon.tenancy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final String SECRET = "s3cret-value";

    private static Settings of(Map<String, String> values) {
        return new Settings(values::get);
    }

    private static InvalidSettings faultsOf(Settings settings) {
        return catchThrowableOfType(InvalidSettings.class, settings::check);
    }

    @Nested
    class Values {
        @Test
        void yieldsWhatIsSetWithoutSurroundingSpace() {
            var settings = of(Map.of("A", "  text\n", "N", " 7 ", "F", "true"));
            String text = settings.required("A", value -> value, "x");
            assertThat(text).isEqualTo("text");
            assertThat(settings.number("N", 1, 0, 10)).isEqualTo(7);
            assertThat(settings.flag("F", false)).isTrue();
            assertThatCode(settings::check).doesNotThrowAnyException();
        }

        @Test
        void yieldsDefaultsForWhatIsMissingOrBlank() {
            var settings = of(Map.of("B", "   "));
            String text = settings.withDefault("A", value -> value, "x");
            assertThat(text).isEqualTo("x");
            assertThat(settings.number("B", 3, 0, 10)).isEqualTo(3);
            assertThat(settings.flag("C", true)).isTrue();
            assertThat(settings.optional("D", value -> value)).isEmpty();
            assertThatCode(settings::check).doesNotThrowAnyException();
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "10"})
        void acceptsBothBounds(String text) {
            var settings = of(Map.of("N", text));
            assertThat(settings.number("N", 5, 0, 10)).isEqualTo(Long.parseLong(text));
            assertThatCode(settings::check).doesNotThrowAnyException();
        }

        @Test
        void remembersEveryKeyThatWasAskedFor() {
            var settings = of(Map.of("A", "1"));
            settings.number("A", 1, 0, 10);
            settings.flag("B", true);
            settings.optional("C", text -> text);
            assertThat(settings.keys()).containsExactly("A", "B", "C");
        }
    }

    @Nested
    class Faults {
        @ParameterizedTest
        @ValueSource(strings = {"-1", "11", "x", "1.5", "99999999999999999999"})
        void refusesNumbersOutOfBounds(String text) {
            var settings = of(Map.of("N", text));
            assertThat(settings.number("N", 5, 0, 10)).isEqualTo(5);
            assertThat(faultsOf(settings).faults()).singleElement().asString().startsWith("N ");
        }

        @ParameterizedTest
        @ValueSource(strings = {"yes", "TRUE", "1", "no"})
        void refusesFlagsThatAreNeitherTrueNorFalse(String text) {
            var settings = of(Map.of("F", text));
            settings.flag("F", false);
            assertThat(faultsOf(settings)).hasMessage("F is not valid: give true or false.");
        }

        @Test
        void namesAllAtOnceInTheirOrder() {
            var settings = of(Map.of("B", "x"));
            settings.required("A", text -> text, "an-example");
            settings.number("B", 1, 0, 10);
            settings.fault("C and D contradict each other.");
            assertThat(faultsOf(settings).faults())
                    .containsExactly(
                            "A is not set; set it, for example to an-example.",
                            "B is not valid: give a whole number.",
                            "C and D contradict each other.");
        }

        @Test
        void neverQuotesAValue() {
            var settings = of(Map.of("N", SECRET, "F", SECRET, "P", SECRET + "\0", "E", SECRET));
            settings.number("N", 1, 0, 10);
            settings.flag("F", true);
            settings.optional("P", Path::of);
            settings.optional("E", Long::valueOf);
            var faults = faultsOf(settings);
            assertThat(faults.faults()).hasSize(4);
            assertThat(faults).hasStackTraceContaining("P is not valid: it has the wrong form.");
            assertThat(faults.toString()).doesNotContain(SECRET);
            assertThat(faults.getCause()).isNull();
        }

        @Test
        void showsOnlyWhatAParserOfOursSays() {
            var settings = of(Map.of("A", SECRET));
            settings.optional(
                    "A",
                    text -> {
                        throw new IllegalArgumentException("give a colour.");
                    });
            assertThatExceptionOfType(InvalidSettings.class)
                    .isThrownBy(settings::check)
                    .withMessage("A is not valid: give a colour.");
        }
    }
}
