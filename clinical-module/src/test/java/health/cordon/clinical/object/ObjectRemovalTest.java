package health.cordon.clinical.object;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectRemovalTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 4", "8, 256", "9, 360", "30, 360", "2147483647, 360"})
    void waitsTwiceAsLongEachTimeButNeverMoreThanSixHours(int attempts, int minutes) {
        assertThat(ObjectRemoval.pause(attempts)).hasMinutes(minutes);
    }
}
