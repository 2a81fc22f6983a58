package health.cordon.system.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DurationsTest {
    @Test
    void knowsMedianAndSpread() {
        var oneToNine = new Durations(LongStream.rangeClosed(1, 9).toArray());

        assertThat(oneToNine.median()).isEqualTo(5);
        assertThat(oneToNine.spread()).isEqualTo(4);
    }

    @Test
    void countsPairsOfWhichOneTookLonger() {
        assertThat(of(1, 2).chanceToTakeLongerThan(of(3, 4))).isZero();
        assertThat(of(3, 4).chanceToTakeLongerThan(of(1, 2))).isEqualTo(1);
        assertThat(of(1, 2).chanceToTakeLongerThan(of(1, 2))).isEqualTo(0.5);
        assertThat(of(2, 4).chanceToTakeLongerThan(of(1, 3))).isEqualTo(0.75);
    }

    @Test
    void seesADifferenceThatNoMedianShows() {
        // A tenth of the spread, in 2,000 tries: far below what one caller would notice.
        var random = new Random(1);
        var usual = random.doubles(2_000).mapToLong(d -> (long) (d * 1_000_000)).toArray();
        var later = random.doubles(2_000).mapToLong(d -> (long) (d * 1_000_000) + 80_000).toArray();

        assertThat(of(later).chanceToTakeLongerThan(of(usual))).isCloseTo(0.577, within(0.03));
    }

    private static Durations of(long... nanos) {
        return new Durations(nanos);
    }
}
