package health.cordon.tenancy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.settings.Settings;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
    private static final String OLD = "k1:" + key('a');
    private static final String NEW = "k2:" + key('b');
    private static final String LIST = "north/patients//";
    private static final String POSITION = "0190f3d2-0000-7000-8000-000000000001";

    private final Cursors cursors = cursors(OLD);

    private static String key(char filler) {
        return Base64.getEncoder().encodeToString(String.valueOf(filler).repeat(32).getBytes());
    }

    private static Cursors cursors(String keys) {
        var made = new Cursors();
        made.config = CursorConfig.from(new Settings(Map.of("CURSOR_KEYS", keys)::get));
        return made;
    }

    private static void assertRefused(Cursors by, String list, String cursor) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> by.open(list, cursor))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.INVALID_CURSOR);
    }

    @Test
    void opensItsOwn() {
        assertThat(cursors.open(LIST, cursors.sign(LIST, POSITION))).isEqualTo(POSITION);
    }

    @ParameterizedTest
    @NullAndEmptySource
    void startsAtTheBeginningWithoutOne(String none) {
        assertThat(cursors.open(LIST, none)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "south/patients//",
                "north/cases//",
                "north/patients/ab/",
                "north/patients/"
            })
    void bindsTenantVerbAndFilters(String otherList) {
        assertRefused(cursors, otherList, cursors.sign(LIST, POSITION));
    }

    @Test
    void refusesEveryBend() {
        var good = cursors.sign(LIST, POSITION);
        for (int at = 0; at < good.length(); at++) {
            for (char other : new char[] {'A', 'z', '.', '-', '='}) {
                var bent = new StringBuilder(good);
                bent.setCharAt(at, other);
                if (!bent.toString().equals(good)) {
                    assertRefused(cursors, LIST, bent.toString());
                }
            }
            assertRefused(cursors, LIST, good.substring(0, at) + good.substring(at + 1));
        }
    }

    @Test
    void refusesAnotherSpellingOfTheSameBytes() {
        var good = cursors.sign(LIST, POSITION);
        // The last of 43 characters carries four bits; the other two are not looked at.
        char last = good.charAt(good.length() - 1);
        for (char other = last; other < last + 4; other++) {
            if (other != last && Character.isLetterOrDigit(other)) {
                assertRefused(cursors, LIST, good.substring(0, good.length() - 1) + other);
            }
        }
        assertRefused(cursors, LIST, good + "=");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "...", "k1", "k1..", "k9.YQ.YQ", "k1.!.YQ", "k1.YQ.!"})
    void refusesOtherForms(String text) {
        assertRefused(cursors, LIST, text);
    }

    @Test
    void refusesLongOnes() {
        assertRefused(cursors, LIST, cursors.sign(LIST, "x".repeat(300)));
    }

    @Test
    void survivesTheRotationOfKeys() {
        var old = cursors.sign(LIST, POSITION);
        var both = cursors(NEW + "," + OLD);
        assertThat(both.open(LIST, old)).isEqualTo(POSITION);
        assertThat(both.sign(LIST, POSITION)).startsWith("k2.");
        assertThat(cursors(OLD + "," + NEW).open(LIST, both.sign(LIST, POSITION)))
                .isEqualTo(POSITION);
        assertRefused(cursors(NEW), LIST, old);
    }

    @Test
    void refusesTheSameKeyUnderAnotherId() {
        var renamed = cursors.sign(LIST, POSITION).replace("k1.", "k2.");
        assertRefused(cursors(OLD + "," + NEW), LIST, renamed);
    }
}
