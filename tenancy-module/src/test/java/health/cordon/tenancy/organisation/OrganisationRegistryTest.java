package health.cordon.tenancy.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrganisationRegistryTest {
    private static final int OTHERS = 8;

    private final Tenant tenant = Tenants.tenant("north").build();
    private final Queue<Organisations> reads = new ArrayDeque<>();
    private final OrganisationRegistry registry = new OrganisationRegistry();

    OrganisationRegistryTest() {
        registry.database =
                new PlatformDatabase() {
                    @Override
                    @SuppressWarnings("unchecked")
                    public <T, X extends Exception> T read(HandleCallback<T, X> work) {
                        return (T) reads.remove();
                    }
                };
        registry.refreshed = event(told -> {});
    }

    @SuppressWarnings("unchecked")
    private static Event<OrganisationsRefreshed> event(Consumer<OrganisationsRefreshed> observer) {
        return (Event<OrganisationsRefreshed>)
                Proxy.newProxyInstance(
                        Event.class.getClassLoader(),
                        new Class<?>[] {Event.class},
                        (proxy, method, args) -> {
                            observer.accept((OrganisationsRefreshed) args[0]);
                            return null;
                        });
    }

    @Test
    void showsAnOrganisationOnlyOnceThoseWhoRouteKnowIt() {
        var known = new ArrayList<Boolean>();
        registry.refreshed =
                event(
                        told -> {
                            assertThat(told.organisations().find(tenant.id())).isPresent();
                            known.add(registry.find(tenant.id()).isPresent());
                        });
        reads.add(Tenants.organisations(tenant));
        registry.refresh();
        assertThat(known).isEqualTo(List.of(false));
        assertThat(registry.find(tenant.id())).isPresent();
    }

    @Nested
    class CatchingUp {
        /** The counter, and then the organisations, as they are read. */
        private final Queue<Object> answers = new ConcurrentLinkedQueue<>();

        private final AtomicInteger asked = new AtomicInteger();
        private volatile Runnable onTheWay = () -> {};

        @BeforeEach
        void theFirstSnapshotIsThere() {
            reads.add(Tenants.organisations(1));
            registry.refresh();
            registry.database =
                    new PlatformDatabase() {
                        @Override
                        @SuppressWarnings("unchecked")
                        public <T, X extends Exception> T read(HandleCallback<T, X> work) {
                            asked.incrementAndGet();
                            onTheWay.run();
                            return (T) answers.remove();
                        }
                    };
        }

        @Test
        void readsTheCounterAloneWhileItHasNotMoved() {
            answers.add(1L);

            registry.catchUp();

            assertThat(asked).hasValue(1);
        }

        @Test
        void readsAllWhenTheCounterHasMoved() {
            answers.addAll(List.of(2L, Tenants.organisations(2, tenant)));

            registry.catchUp();

            assertThat(registry.find(tenant.id())).isPresent();
        }

        @Test
        void survivesAPlatformDatabaseThatFails() {
            onTheWay =
                    () -> {
                        throw new IllegalStateException("away");
                    };
            registry.catchUp();
            assertThat(registry.current().version()).isEqualTo(1);

            onTheWay = () -> {};
            answers.addAll(List.of(2L, Tenants.organisations(2, tenant)));
            registry.catchUp();

            assertThat(registry.find(tenant.id())).as("it asks again").isPresent();
        }

        @Test
        void isOneQuestionForAllWhoAskAtOnce() throws Exception {
            var reading = new CountDownLatch(1);
            var answer = new CountDownLatch(1);
            onTheWay =
                    () -> {
                        reading.countDown();
                        await(answer);
                    };
            answers.addAll(List.of(2L, Tenants.organisations(2, tenant)));
            var first = asking();
            assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            var others = Stream.generate(this::asking).limit(OTHERS).toList();
            for (var other : others) {
                Awaitility.await().until(() -> isWaiting(other));
            }

            answer.countDown();

            first.join();
            for (var other : others) {
                other.join();
            }
            assertThat(asked).as("the counter and the organisations").hasValue(2);
        }

        @Test
        void doesNotWaitForADatabaseThatHangs() {
            var never = new CountDownLatch(1);
            onTheWay = () -> await(never);
            long before = System.nanoTime();

            registry.catchUp();
            registry.catchUp();

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isGreaterThan(OrganisationRegistry.PATIENCE)
                    .isLessThan(OrganisationRegistry.PATIENCE.multipliedBy(4));
            assertThat(asked).as("the one that hangs").hasValue(1);
            never.countDown();
        }

        private Thread asking() {
            var thread =
                    new Thread(
                            () -> {
                                registry.catchUp();
                                assertThat(registry.find(tenant.id())).isPresent();
                            });
            thread.setDaemon(true);
            thread.start();
            return thread;
        }

        private static boolean isWaiting(Thread thread) {
            return thread.getState() == Thread.State.WAITING
                    || thread.getState() == Thread.State.TIMED_WAITING;
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void keepsTheNewerSnapshotWhenASlowReadEnds() {
        reads.add(Tenants.organisations(2, tenant));
        reads.add(Tenants.organisations(1));
        registry.refresh();
        registry.refresh();
        assertThat(registry.find(tenant.id())).isPresent();
    }
}
