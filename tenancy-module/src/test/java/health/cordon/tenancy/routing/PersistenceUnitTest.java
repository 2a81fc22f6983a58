package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PersistenceUnitTest {
    private final FakeUnits units = new FakeUnits();
    private final PersistenceUnit unit = units.unit("acme");

    private void assertOpen() {
        assertThat(units.closings()).isZero();
        assertThat(unit.pool().isClosed()).isFalse();
    }

    private void assertClosedOnce() {
        assertThat(units.closings()).isEqualTo(1);
        assertThat(unit.pool().isClosed()).isTrue();
    }

    @Test
    void staysOpenBetweenUses() {
        assertThat(unit.enter()).isTrue();
        unit.leave();
        assertOpen();
        assertThat(unit.enter()).isTrue();
    }

    @Test
    void closesAtOnceWhenItIsRetiredUnused() {
        unit.retire();
        assertClosedOnce();
        assertThat(unit.enter()).isFalse();
    }

    @Test
    void closesWithTheLastUserWhenItIsRetiredInUse() {
        unit.enter();
        unit.enter();
        unit.retire();
        assertOpen();
        assertThat(unit.enter()).isFalse();
        unit.leave();
        assertOpen();
        unit.leave();
        assertClosedOnce();
    }

    @Test
    void closesOnceHoweverOftenItIsRetired() {
        unit.enter();
        unit.retire();
        unit.retire();
        unit.leave();
        unit.retire();
        assertThat(unit.retireIfUnused()).isFalse();
        assertClosedOnce();
    }

    @Test
    void isRetiredOnlyIfUnusedWhereThatIsAsked() {
        unit.enter();
        assertThat(unit.retireIfUnused()).isFalse();
        assertOpen();
        unit.leave();
        assertThat(unit.retireIfUnused()).isTrue();
        assertClosedOnce();
    }

    @Test
    void isIdleOnlyWhileNobodyUsesIt() {
        unit.enter();
        assertThat(unit.idleNanos()).isZero();
        unit.leave();
        assertThat(unit.idleNanos()).isPositive();
    }

    @Test
    void isNeverClosedUnderItsUsers() throws Exception {
        for (int round = 0; round < 200; round++) {
            var fakes = new FakeUnits();
            var shared = fakes.unit("round " + round);
            var threads = Executors.newFixedThreadPool(4);
            var users = new ArrayList<Future<Boolean>>();
            Callable<Boolean> use = () -> useWhileOpen(shared, fakes);
            for (int i = 0; i < 3; i++) {
                users.add(threads.submit(use));
            }
            shared.retire();
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            for (var user : users) {
                assertThat(user.get()).isTrue();
            }
            assertThat(fakes.closings()).isEqualTo(1);
        }
    }

    private static boolean useWhileOpen(PersistenceUnit unit, FakeUnits fakes) {
        boolean open = true;
        for (int i = 0; i < 100 && unit.enter(); i++) {
            open &= fakes.closings() == 0;
            unit.leave();
        }
        return open;
    }
}
