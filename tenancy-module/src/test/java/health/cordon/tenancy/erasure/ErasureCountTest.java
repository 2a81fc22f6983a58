package health.cordon.tenancy.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErasureCountTest {
    /** Counts of the list, the mark of a database, and whether that has carried out all. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, true",
        "7, 0, 7, true",
        "7, 1, 7, true",
        "7, 1, 8, true",
        "7, 0, 6, false",
        "7, 1, 6, false",
        "7, 0, 0, false",
        "7, 0, 8, false",
        "7, 1, 9, false"
    })
    void agreesWithAMarkThatMissesNothingThatIsDone(
            long done, long begun, long mark, boolean agrees) {
        assertThat(new ErasureCount(done, begun).agreesWith(mark)).isEqualTo(agrees);
    }
}
