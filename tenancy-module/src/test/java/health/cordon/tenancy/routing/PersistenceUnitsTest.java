package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PersistenceUnitsTest {
    private final FakeUnits fakes = new FakeUnits();
    private final AtomicInteger openings = new AtomicInteger();
    private final PersistenceUnits units = new PersistenceUnits();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Supplier<PersistenceUnit> opening =
            () -> fakes.unit("unit " + openings.incrementAndGet());

    private volatile Consumer<PersistenceUnit> care = unit -> {};

    PersistenceUnitsTest() {
        units.routingConfig = RoutingConfigs.of(Map.of("DEDICATED_DB_MAX_OPEN", "2"));
        units.routes = routes(Set.of());
        units.upkeep =
                new Upkeep() {
                    @Override
                    void opening(Route route, PersistenceUnit unit) {
                        care.accept(unit);
                    }
                };
        units.opener =
                new PersistenceUnitOpener() {
                    @Override
                    PersistenceUnit openShared() {
                        return opening.get();
                    }

                    @Override
                    PersistenceUnit open(Route.Dedicated route) {
                        return opening.get();
                    }
                };
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static RouteTable routes(Set<Route.Dedicated> serving) {
        return new RouteTable() {
            @Override
            Route route(OrganisationId organisation) {
                return serving.stream()
                        .filter(route -> route.organisation().equals(organisation))
                        .<Route>map(route -> route)
                        .findFirst()
                        .orElseGet(Route.Shared::new);
            }
        };
    }

    private static Route.Dedicated dedicated(int number) {
        return dedicated(new OrganisationId(new UUID(0, number)), number);
    }

    private static Route.Dedicated dedicated(OrganisationId organisation, int number) {
        var url = DatabaseUrl.parse("mysql://u:p@127.0.0.1:1/d" + number);
        return new Route.Dedicated(organisation, new ConnectionRef("r" + number), url);
    }

    private PersistenceUnit visit(Route route) {
        var unit = units.enter(route);
        unit.leave();
        return unit;
    }

    private void assertUnavailable(Route route) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> units.enter(route))
                .extracting(ProblemException::problem)
                .isEqualTo(Problem.UNAVAILABLE);
    }

    private <T> List<Future<T>> inParallel(int number, Callable<T> work) {
        var running = new ArrayList<Future<T>>();
        for (int i = 0; i < number; i++) {
            running.add(threads.submit(work));
        }
        return running;
    }

    @Nested
    class Opening {
        @Test
        void happensAtFirstUseAndOnce() {
            assertThat(units.open()).isZero();
            var first = visit(dedicated(1));
            assertThat(visit(dedicated(1))).isSameAs(first);
            assertThat(visit(new Route.Shared())).isNotSameAs(first);
            assertThat(openings).hasValue(2);
            assertThat(units.open()).isEqualTo(2);
        }

        @Test
        void neverHappensForARefusedTenant() {
            assertUnavailable(new Route.Refused());
            assertThat(openings).hasValue(0);
        }

        @Test
        void happensOnceForAllWhoAskMeanwhile() throws Exception {
            var everybodyAsked = new CountDownLatch(1);
            opening =
                    () -> {
                        awaitLatch(everybodyAsked);
                        return fakes.unit("unit " + openings.incrementAndGet());
                    };
            var visits = inParallel(16, () -> visit(dedicated(1)));
            everybodyAsked.countDown();
            var seen = new HashSet<PersistenceUnit>();
            for (var visit : visits) {
                seen.add(visit.get());
            }
            assertThat(seen).hasSize(1);
            assertThat(openings).hasValue(1);
        }

        @Test
        void doesNotKeepOthersWaiting() throws Exception {
            visit(dedicated(1));
            var opened = new CountDownLatch(1);
            var begun = new CountDownLatch(1);
            var usual = opening;
            opening =
                    () -> {
                        begun.countDown();
                        awaitLatch(opened);
                        return usual.get();
                    };
            var slow = threads.submit(() -> visit(dedicated(2)));
            awaitLatch(begun);
            assertThat(visit(dedicated(1)).name()).isEqualTo("unit 1");
            opened.countDown();
            assertThat(slow.get().name()).isEqualTo("unit 2");
        }

        /** Neither who was first nor who comes later; and it is not begun anew for anybody. */
        @Test
        void goesOnWhenNobodyWaitsAnyMore() {
            units.longestWait = Duration.ofMillis(200);
            var cared = new CountDownLatch(1);
            care = unit -> awaitLatch(cared);
            assertUnavailable(dedicated(1));
            assertUnavailable(dedicated(1));
            assertThat(units.ifOpen(dedicated(1))).isEmpty();

            cared.countDown();

            assertThat(eventually(() -> visit(dedicated(1))).name()).isEqualTo("unit 1");
            assertThat(openings).hasValue(1);
        }

        @Test
        void isWaitedForByTheStart() throws Exception {
            units.longestWait = Duration.ofMillis(50);
            var cared = new CountDownLatch(1);
            care = unit -> awaitLatch(cared);
            var start = threads.submit(units::openShared);
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> start.get(500, TimeUnit.MILLISECONDS));

            cared.countDown();

            start.get();
            assertThat(units.ifOpen(new Route.Shared())).isPresent();
        }
    }

    @Nested
    class Upkeeping {
        @Test
        void comesBeforeAnybodyIsServed() throws Exception {
            var cared = new CountDownLatch(1);
            care = unit -> awaitLatch(cared);
            var visit = threads.submit(() -> visit(dedicated(1)));
            assertThat(units.ifOpen(dedicated(1))).isEmpty();
            assertThat(visit.isDone()).isFalse();

            cared.countDown();

            var unit = visit.get();
            assertThat(units.ifOpen(dedicated(1))).hasValue(unit);
        }

        @Test
        void thatFailsKeepsTheDatabaseFromServing() {
            care =
                    unit -> {
                        throw new ProblemException(Problem.UNAVAILABLE);
                    };
            assertUnavailable(dedicated(1));
            assertThat(fakes.closings()).isEqualTo(1);

            care = unit -> {};
            assertThat(eventually(() -> visit(dedicated(1))).name()).isEqualTo("unit 2");
        }

        @Test
        void isNoUse() {
            var unit = visit(dedicated(1));
            long idle = unit.idleNanos();

            assertThat(unit.visit()).isTrue();
            unit.endVisit();

            assertThat(unit.idleNanos()).isGreaterThan(idle);
        }

        @Test
        void leavesNoUnitOpenThatWasToClose() {
            var unit = visit(dedicated(1));
            assertThat(unit.visit()).isTrue();
            assertThat(unit.retireIfUnused()).isFalse();
            unit.retire();
            assertThat(unit.pool().isClosed()).isFalse();

            unit.endVisit();

            assertThat(unit.pool().isClosed()).isTrue();
            assertThat(unit.visit()).isFalse();
        }
    }

    @Nested
    class Failure {
        @Test
        void isRememberedForAMoment() {
            var usual = opening;
            opening =
                    () -> {
                        openings.incrementAndGet();
                        throw new IllegalStateException("away");
                    };
            assertUnavailable(dedicated(1));
            assertUnavailable(dedicated(1));
            assertUnavailable(dedicated(1));
            assertThat(openings).hasValue(1);
            assertThat(units.open()).isZero();

            opening = usual;
            assertThat(visit(dedicated(2)).name()).isEqualTo("unit 2");
            assertThat(eventually(() -> visit(dedicated(1))).name()).isEqualTo("unit 3");
        }

        @Test
        void isTheAnswerForAllWhoWait() throws Exception {
            var everybodyAsked = new CountDownLatch(1);
            opening =
                    () -> {
                        awaitLatch(everybodyAsked);
                        throw new IllegalStateException("away");
                    };
            var visits = inParallel(8, () -> visit(dedicated(1)));
            everybodyAsked.countDown();
            for (var visit : visits) {
                assertThatExceptionOfType(ExecutionException.class)
                        .isThrownBy(() -> visit.get(20, TimeUnit.SECONDS));
            }
        }

        @Test
        void byAnErrorKeepsNobodyWaiting() {
            opening =
                    () -> {
                        throw new NoClassDefFoundError("gone");
                    };
            assertUnavailable(dedicated(1));
            assertUnavailable(dedicated(1));
        }
    }

    @Nested
    class Bound {
        @Test
        void closesTheLongestUnused() {
            visit(new Route.Shared());
            visit(dedicated(1));
            var second = visit(dedicated(2));
            visit(dedicated(1));
            visit(dedicated(3));
            assertThat(fakes.closings()).isEqualTo(1);
            assertThat(second.pool().isClosed()).isTrue();
            assertThat(visit(dedicated(1)).name()).isEqualTo("unit 2");
            assertThat(units.open()).isEqualTo(3);
        }

        @Test
        void neverClosesOneInUse() {
            visit(new Route.Shared());
            var busy = units.enter(dedicated(1));
            visit(dedicated(2));
            visit(dedicated(3));
            assertThat(busy.pool().isClosed()).isFalse();
            assertThat(visit(dedicated(1))).isSameAs(busy);
        }

        @Test
        void refusesWhenAllAreInUse() {
            visit(new Route.Shared());
            var first = units.enter(dedicated(1));
            units.enter(dedicated(2));
            assertUnavailable(dedicated(3));
            assertThat(visit(new Route.Shared()).name()).isEqualTo("unit 1");
            first.leave();
            assertThat(eventually(() -> visit(dedicated(3))).pool().isClosed()).isFalse();
        }
    }

    @Nested
    class Tidying {
        private final Tenant north = Tenants.tenant("north").build();
        private final Route.Dedicated route = dedicated(north.id(), 1);

        private void tidy() {
            units.tidy(new OrganisationsRefreshed(Tenants.organisations(north)));
        }

        @Test
        void keepsWhatServesAndTheSharedOne() {
            units.routes = routes(Set.of(route));
            var shared = visit(new Route.Shared());
            var own = visit(route);
            tidy();
            assertThat(visit(new Route.Shared())).isSameAs(shared);
            assertThat(visit(route)).isSameAs(own);
        }

        @Test
        void closesWhatNoLongerServesWithItsLastUser() {
            var own = units.enter(route);
            units.routes = routes(Set.of(dedicated(north.id(), 2)));
            tidy();
            assertThat(own.pool().isClosed()).isFalse();
            assertThat(units.open()).isZero();
            own.leave();
            assertThat(own.pool().isClosed()).isTrue();
        }

        @Test
        void closesWhatNobodyHasUsedForLong() {
            units.routes = routes(Set.of(route));
            units.routingConfig = withoutIdleTime();
            var own = visit(route);
            tidy();
            assertThat(own.pool().isClosed()).isTrue();
            assertThat(visit(route)).isNotSameAs(own);
        }

        private RoutingConfig withoutIdleTime() {
            var config = units.routingConfig;
            return new RoutingConfig(
                    config.shared(),
                    config.urlDirectory(),
                    config.fallback(),
                    config.perOrganisation(),
                    config.sharedPoolSize(),
                    config.dedicatedPoolSize(),
                    config.checkout(),
                    Duration.ZERO,
                    config.maxUnits(),
                    config.upkeep());
        }
    }

    @Nested
    class End {
        @Test
        void closesEveryUnitAndOpensNoMore() {
            visit(new Route.Shared());
            visit(dedicated(1));
            units.closeAll();
            assertThat(fakes.closings()).isEqualTo(2);
            assertThat(units.open()).isZero();
            assertUnavailable(dedicated(1));
        }

        @Test
        void closesAUnitThatIsStillBeingOpened() throws Exception {
            var opened = new CountDownLatch(1);
            var begun = new CountDownLatch(1);
            opening =
                    () -> {
                        begun.countDown();
                        awaitWhateverHappens(opened);
                        return fakes.unit("late");
                    };
            var visit = threads.submit(() -> visit(dedicated(1)));
            awaitLatch(begun);
            units.closeAll();
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(visit::get);
            opened.countDown();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (fakes.closings() == 0 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(fakes.closings()).isEqualTo(1);
            assertThat(units.open()).isZero();
        }

        /** Like a driver in the middle of an answer. */
        private void awaitWhateverHappens(CountDownLatch latch) {
            while (true) {
                try {
                    assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
                    return;
                } catch (InterruptedException e) {
                    // The node stops; the answer comes all the same.
                }
            }
        }
    }

    /** Many threads, few units, everything at once: nobody hangs and nobody meets a closed unit. */
    @Test
    void holdsUnderChangeFromAllSides() throws Exception {
        var running = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 6; i++) {
            int number = i;
            running.add(
                    threads.submit(
                            () -> {
                                boolean open = true;
                                for (int round = 0; round < 300; round++) {
                                    open &= openWhileUsed(dedicated(number % 3 + 1));
                                }
                                return open;
                            }));
        }
        running.add(
                threads.submit(
                        () -> {
                            for (int round = 0; round < 100; round++) {
                                units.tidy(new OrganisationsRefreshed(Tenants.organisations()));
                            }
                            return true;
                        }));
        for (var one : running) {
            assertThat(one.get(50, TimeUnit.SECONDS)).isTrue();
        }
        units.closeAll();
        assertThat(fakes.closings()).isEqualTo(openings.get());
    }

    private boolean openWhileUsed(Route route) {
        try {
            var unit = units.enter(route);
            boolean open = !unit.pool().isClosed();
            unit.leave();
            return open;
        } catch (ProblemException e) {
            // All places taken; the bound says so.
            return e.problem() == Problem.UNAVAILABLE;
        }
    }

    /** Tries again while a failure is held, for at most ten seconds. */
    private static PersistenceUnit eventually(Supplier<PersistenceUnit> visit) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return visit.get();
            } catch (ProblemException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
