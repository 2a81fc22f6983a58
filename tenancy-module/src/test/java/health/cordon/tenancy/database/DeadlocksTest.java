package health.cordon.tenancy.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeadlocksTest {
    private final AtomicInteger tries = new AtomicInteger();

    private String metTimes(int met, int code) {
        return Deadlocks.again(
                () -> {
                    if (tries.incrementAndGet() <= met) {
                        throw new ProblemException(
                                Problem.UNAVAILABLE,
                                new RuntimeException(new SQLException("", "40001", code)));
                    }
                    return "done";
                });
    }

    @Test
    void areMetAgain() {
        assertThat(metTimes(Deadlocks.TRIES - 1, 1213)).isEqualTo("done");
        assertThat(tries).hasValue(Deadlocks.TRIES);
    }

    /** What a statement meets whose view is replaced again and again under it. */
    @Test
    void areNotAloneInBeingTriedAgain() {
        assertThat(metTimes(1, 1615)).isEqualTo("done");
    }

    @Test
    void areMetSoManyTimesAtMost() {
        assertThatThrownBy(() -> metTimes(Deadlocks.TRIES, 1213))
                .isInstanceOf(ProblemException.class);
        assertThat(tries).hasValue(Deadlocks.TRIES);
    }

    @Test
    void areNothingElse() {
        assertThatThrownBy(() -> metTimes(1, 1205)).isInstanceOf(ProblemException.class);
        assertThat(tries).hasValue(1);
    }
}
