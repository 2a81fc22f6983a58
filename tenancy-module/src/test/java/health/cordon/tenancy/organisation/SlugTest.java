package health.cordon.tenancy.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "a-b", "0-9", "north", "a23456789012345678901234567890bc"})
    void acceptsLowerCaseDigitsAndInnerHyphens(String text) {
        assertThat(new Slug(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "-ab",
                "ab-",
                "North",
                "nörth",
                "a_b",
                "a b",
                "abc\n",
                "a23456789012345678901234567890bcd",
                "../etc"
            })
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slug(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "api",
                "app",
                "ops",
                "www",
                "static",
                "docs",
                "master",
                "platform",
                "health"
            })
    void refusesReservedNames(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Slug(text));
    }
}
