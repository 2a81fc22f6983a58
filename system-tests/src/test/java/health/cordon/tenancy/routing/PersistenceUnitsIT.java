package health.cordon.tenancy.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.system.container.ContainerSurroundings;
import health.cordon.system.container.Deployments;
import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.eclipse.persistence.internal.jpa.EntityManagerFactoryProvider;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The life of an entity manager factory, from the first use to the last. */
@Execution(ExecutionMode.SAME_THREAD)
@ArquillianTest
class PersistenceUnitsIT {
    private static final int THREADS = 16;
    private static final int OPENINGS = 500;
    private static final int WARM_UP = 60;
    private static final long MAX_GROWTH_BYTES = 40L << 20;

    @Inject PlatformDatabase platform;
    @Inject OrganisationRegistry organisations;
    @Inject RouteTable routes;
    @Inject PersistenceUnits units;
    @Inject PersistenceUnitOpener opener;

    @Deployment
    static EnterpriseArchive product() {
        return Deployments.with(
                PersistenceUnitsIT.class, TestTenants.class, ContainerSurroundings.class);
    }

    /** The databases belong to the same organisations for ever; only the units are new. */
    @BeforeEach
    @AfterEach
    void nothingDedicatedIsOpen() {
        for (int i = 1; i <= ContainerSurroundings.DATABASES; i++) {
            TestTenants.assign(platform, organisations, owner(i), null);
        }
        assertThat(units.open()).as("the shared unit").isLessThanOrEqualTo(1);
    }

    @Test
    void opensAtFirstUse() {
        var tenant = serving(1);
        int before = units.open();

        assertThat(units.enter(routes.route(tenant.id())).factory().isOpen()).isTrue();

        assertThat(units.open()).isEqualTo(before + 1);
        leave(routes.route(tenant.id()));
    }

    @Test
    void opensOnceForAllWhoAskAtOnce() throws Exception {
        var route = routes.route(serving(1).id());
        var begin = new CyclicBarrier(THREADS);
        Callable<PersistenceUnit> asking =
                () -> {
                    begin.await(30, TimeUnit.SECONDS);
                    return units.enter(route);
                };
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var entered = new HashSet<PersistenceUnit>();
            for (var one :
                    threads.invokeAll(IntStream.range(0, THREADS).mapToObj(i -> asking).toList())) {
                var unit = one.get();
                entered.add(unit);
                unit.leave();
            }
            assertThat(entered).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void givesEveryOpeningANameThatNeverRepeats() {
        var route = (Route.Dedicated) routes.route(serving(1).id());
        var names = new HashSet<String>();

        for (int i = 0; i < 3; i++) {
            var unit = opener.open(route);
            assertThat(unit.factory().getProperties())
                    .containsEntry("eclipselink.session-name", unit.name());
            assertThat(unit.name()).doesNotContain(route.url().password());
            names.add(unit.name());
            unit.retire();
        }

        assertThat(names).hasSize(3);
    }

    @Test
    void staysOpenWhileInUseAndClosesBehindTheLastUser() {
        var tenant = serving(1);
        var route = routes.route(tenant.id());
        var unit = units.enter(route);
        assertThat(units.enter(route)).isSameAs(unit);

        TestTenants.assign(platform, organisations, tenant, null);
        assertThat(unit.factory().isOpen()).isTrue();
        unit.leave();
        assertThat(unit.factory().isOpen()).isTrue();
        unit.leave();

        assertThat(unit.factory().isOpen()).isFalse();
        assertThat(unit.pool().isClosed()).isTrue();
        var next = units.enter(route);
        assertThat(next).isNotSameAs(unit);
        next.leave();
    }

    @Test
    void closesWhenItsUrlChanges() throws IOException {
        var tenant = serving(1);
        var before = units.enter(routes.route(tenant.id()));
        before.leave();
        var file = Path.of(System.getenv("CLINICAL_DB_URL_DIR"), "CLINICAL_DB_URL_UNIT_1");
        var url = Files.readString(file);
        try {
            Files.writeString(file, url + "?connectTimeout=4000");
            organisations.refresh();

            assertThat(before.factory().isOpen()).isFalse();
            var after = units.enter(routes.route(tenant.id()));
            assertThat(after).isNotSameAs(before);
            after.leave();
        } finally {
            Files.writeString(file, url);
            organisations.refresh();
        }
    }

    @Test
    void closesWhenItWasIdleForLong() throws ReflectiveOperationException {
        var tenant = serving(1);
        var unit = units.enter(routes.route(tenant.id()));
        organisations.refresh();
        assertThat(unit.factory().isOpen()).as("in use").isTrue();
        unit.leave();
        organisations.refresh();
        assertThat(unit.factory().isOpen()).as("used just now").isTrue();

        var lastUsed = PersistenceUnit.class.getDeclaredField("lastUsed");
        lastUsed.setAccessible(true);
        lastUsed.setLong(unit, System.nanoTime() - TimeUnit.MINUTES.toNanos(31));
        organisations.refresh();

        assertThat(unit.factory().isOpen()).isFalse();
    }

    @Test
    void closesTheLongestUnusedAtTheBoundAndNeverOneInUse() {
        var first = routes.route(serving(1).id());
        var second = routes.route(serving(2).id());
        var third = routes.route(serving(3).id());
        var fourth = routes.route(serving(4).id());
        var used = units.enter(first);
        var unused = units.enter(second);
        unused.leave();

        var another = units.enter(third);

        assertThat(unused.factory().isOpen()).isFalse();
        assertThat(used.factory().isOpen()).isTrue();
        assertThatThrownBy(() -> units.enter(fourth))
                .as("both are in use")
                .isInstanceOf(ProblemException.class);
        assertThat(used.factory().isOpen()).isTrue();
        assertThat(another.factory().isOpen()).isTrue();
        used.leave();
        another.leave();
    }

    @Test
    void refusesADatabaseThatIsRecordedForAnother() {
        var owned = (Route.Dedicated) routes.route(serving(1).id());
        opener.open(owned).retire();
        var stranger = TestTenants.create(platform, organisations);
        int sessions = EntityManagerFactoryProvider.getEmSetupImpls().size();

        assertRefused(new Route.Dedicated(stranger.id(), owned.ref(), owned.url()));
        assertRefused(
                new Route.Dedicated(
                        owned.organisation(), new ConnectionRef("another"), owned.url()));
        assertRefused(
                new Route.Dedicated(
                        stranger.id(),
                        new ConnectionRef("shared-one"),
                        DatabaseUrl.parse(System.getenv("CLINICAL_DB_URL"))));

        assertThat(EntityManagerFactoryProvider.getEmSetupImpls()).hasSize(sessions);
        opener.open(owned).retire();
    }

    @Test
    void refusesASharedDatabaseThatIsNotTheRecordedOne() {
        opener.openShared().retire();
        var recorded =
                platform.read(
                        handle ->
                                handle.createQuery(
                                                "SELECT database_id FROM clinical_database"
                                                        + " WHERE ref = 'SHARED'")
                                        .mapTo(String.class)
                                        .one());
        try {
            recordShared(UUID.randomUUID().toString());
            assertThatThrownBy(opener::openShared).isInstanceOf(ProblemException.class);
        } finally {
            recordShared(recorded);
        }
        opener.openShared().retire();
    }

    private void recordShared(String sharedIdentity) {
        platform.execute(
                "UPDATE clinical_database SET database_id = ? WHERE ref = 'SHARED'",
                sharedIdentity);
    }

    @Tag("deep")
    @Tag("restarts")
    @Test
    void remembersNothingOfWhatItClosed() {
        var route = inClear((Route.Dedicated) routes.route(serving(1).id()));
        openAndClose(route, WARM_UP);
        int sessions = EntityManagerFactoryProvider.getEmSetupImpls().size();
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long heap = heap();

        openAndClose(route, OPENINGS);

        assertThat(EntityManagerFactoryProvider.getEmSetupImpls()).hasSize(sessions);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                .isLessThan(threads + THREADS);
        assertThat(heap() - heap).isLessThan(MAX_GROWTH_BYTES);
    }

    private void openAndClose(Route.Dedicated route, int times) {
        for (int i = 0; i < times; i++) {
            opener.open(route).retire();
        }
    }

    /** Most of an opening is the handshake of its first connection, which is not in question. */
    private static Route.Dedicated inClear(Route.Dedicated route) {
        var url = route.url();
        var plain =
                DatabaseUrl.parse(
                        "mysql://%s:%s@%s:%d/%s?sslMode=DISABLED"
                                .formatted(
                                        url.user(),
                                        url.password(),
                                        url.host(),
                                        url.port(),
                                        url.database()));
        return new Route.Dedicated(route.organisation(), route.ref(), plain);
    }

    private void assertRefused(Route.Dedicated route) {
        assertThatThrownBy(() -> opener.open(route)).isInstanceOf(ProblemException.class);
    }

    /** What is reachable; a collection or two may leave a little that is not. */
    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        var seen = new ArrayList<Long>();
        for (int i = 0; i < 3; i++) {
            memory.gc();
            seen.add(memory.getHeapMemoryUsage().getUsed());
        }
        return seen.stream().mapToLong(Long::longValue).min().orElseThrow();
    }

    private void leave(Route route) {
        var unit = units.enter(route);
        unit.leave();
        unit.leave();
    }

    private Tenant serving(int number) {
        return TestTenants.assign(platform, organisations, owner(number), "unit-" + number);
    }

    /** Whose the database is; made by the first test that needs it. */
    private Tenant owner(int number) {
        List<String> owner =
                platform.read(
                        handle ->
                                handle.createQuery(
                                                "SELECT organisation_id FROM organisation_resource"
                                                        + " WHERE value = :ref")
                                        .bind("ref", "unit-" + number)
                                        .mapTo(String.class)
                                        .list());
        return owner.isEmpty()
                ? TestTenants.create(platform, organisations)
                : organisations.find(owner.get(0)).orElseThrow();
    }
}
