package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisations;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The open persistence units of this node: the shared one and one per dedicated database in use.
 *
 * <p>A unit is opened at first use, once for all who ask, on a thread of its own and outside of any
 * lock; whoever asks waits for a bounded time and is then refused, while the opening goes on. It
 * closes when it was idle for long, when too many are open, and when its URL is no longer the one
 * that serves. A failed opening is remembered for a moment, so that a dead database does not make
 * every request wait for it.
 */
@ApplicationScoped
public class PersistenceUnits {
    private static final String SHARED_KEY = "shared";
    private static final int AFTER_CONNECTIONS = 3_000;
    private static final long FAILURE_HOLD_NANOS = 2_000_000_000L;
    private static final long LONGEST_START_NANOS = Duration.ofHours(1).toNanos();

    @Inject RoutingConfig routingConfig;
    @Inject PersistenceUnitOpener opener;
    @Inject RouteTable routes;
    @Inject Upkeep upkeep;

    /**
     * For the opening of a database. Longer than the driver takes to give up on one that does not
     * answer, and shorter than what must be made right in a restored one may take.
     */
    Duration longestWait = Duration.ofSeconds(10);

    private final Openings openings = new Openings();
    private final Map<String, CompletableFuture<PersistenceUnit>> units = new ConcurrentHashMap<>();
    private final Map<String, Long> failures = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Enters the unit of a route; the caller must leave it.
     *
     * @throws ProblemException unavailable, when it cannot be opened, or not in time
     */
    PersistenceUnit enter(Route route) {
        if (route instanceof Route.Dedicated dedicated) {
            return enter(dedicated.key(), () -> ready(route, opener.open(dedicated)));
        }
        if (route instanceof Route.Shared) {
            return enter(SHARED_KEY, this::shared);
        }
        throw new ProblemException(Problem.UNAVAILABLE);
    }

    /**
     * Opens the shared unit on this thread, for the start of the node: no request waits here, so it
     * may take as long as it takes.
     */
    void openShared() {
        var opening = future(SHARED_KEY, this::shared, Runnable::run);
        // Somebody who asked before the node was ready may have begun it.
        await(opening, LONGEST_START_NANOS);
    }

    private PersistenceUnit shared() {
        return ready(new Route.Shared(), opener.openShared());
    }

    /** What must be right in a database before it serves is made right now. */
    private PersistenceUnit ready(Route route, PersistenceUnit unit) {
        try {
            upkeep.opening(route, unit);
            return unit;
        } catch (RuntimeException | Error e) {
            unit.retire();
            throw e;
        }
    }

    /** The unit of a route, if it is open already. */
    Optional<PersistenceUnit> ifOpen(Route route) {
        var key = route instanceof Route.Dedicated dedicated ? dedicated.key() : SHARED_KEY;
        return route instanceof Route.Refused
                ? Optional.empty()
                : Optional.ofNullable(units.get(key))
                        .filter(unit -> unit.isDone() && !unit.isCompletedExceptionally())
                        .map(CompletableFuture::join);
    }

    /** How many units are open, the shared one included. */
    public int open() {
        return units.size();
    }

    /** How many connections this node holds to clinical databases. */
    public int connections() {
        return units.values().stream()
                .filter(unit -> unit.isDone() && !unit.isCompletedExceptionally())
                .mapToInt(unit -> unit.join().pool().getHikariPoolMXBean().getTotalConnections())
                .sum();
    }

    private PersistenceUnit enter(String key, Supplier<PersistenceUnit> opening) {
        long end = System.nanoTime() + longestWait.toNanos();
        while (true) {
            var future = future(key, opening, openings::begin);
            var unit = await(future, end - System.nanoTime());
            if (unit.enter()) {
                return unit;
            }
            // It was closed in between; the next round opens a new one.
            units.remove(key, future);
        }
    }

    private CompletableFuture<PersistenceUnit> future(
            String key, Supplier<PersistenceUnit> opening, Consumer<Runnable> thread) {
        if (closed) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        var mine = new CompletableFuture<PersistenceUnit>();
        var present = units.putIfAbsent(key, mine);
        if (present != null) {
            return present;
        }
        try {
            refuseAfterFailure(key);
            thread.accept(() -> open(mine, key, opening));
        } catch (RuntimeException e) {
            fail(mine, key, e);
        }
        return mine;
    }

    private void open(
            CompletableFuture<PersistenceUnit> mine,
            String key,
            Supplier<PersistenceUnit> opening) {
        try {
            makeRoom();
            var unit = opening.get();
            failures.remove(key);
            if (!mine.complete(unit) || closed) {
                // It was being opened while all others were closed.
                unit.retire();
            }
        } catch (RuntimeException | Error e) {
            // Errors too: whoever waits for this opening is told at once.
            fail(mine, key, e);
        }
    }

    private void fail(CompletableFuture<PersistenceUnit> mine, String key, Throwable e) {
        failures.putIfAbsent(key, System.nanoTime());
        units.remove(key, mine);
        mine.completeExceptionally(e);
    }

    private static PersistenceUnit await(CompletableFuture<PersistenceUnit> future, long nanos) {
        try {
            return future.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private void refuseAfterFailure(String key) {
        var failed = failures.get(key);
        if (failed == null) {
            return;
        }
        if (System.nanoTime() - failed < FAILURE_HOLD_NANOS) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        failures.remove(key);
    }

    /** Closes the longest unused unit when the bound is reached; never one in use. */
    private void makeRoom() {
        if (units.size() <= routingConfig.maxUnits() + 1) {
            return;
        }
        var longestUnusedFirst =
                dedicated().sorted(Comparator.comparingLong(open -> -open.unit().idleNanos()));
        if (longestUnusedFirst.noneMatch(this::closeIfUnused)) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
    }

    /** Runs after the connections have been read again: it asks which database serves whom. */
    void tidy(@Observes @Priority(AFTER_CONNECTIONS) OrganisationsRefreshed event) {
        long now = System.nanoTime();
        failures.values().removeIf(failed -> now - failed >= FAILURE_HOLD_NANOS);
        var open = dedicated().toList();
        if (open.isEmpty()) {
            return;
        }
        var serving = serving(event.organisations());
        for (var unit : open) {
            if (!serving.contains(unit.key())) {
                units.remove(unit.key(), unit.future());
                unit.unit().retire();
            } else if (unit.unit().idleNanos() > routingConfig.idle().toNanos()) {
                closeIfUnused(unit);
            }
        }
    }

    private Set<String> serving(Organisations organisations) {
        return organisations.all().stream()
                .map(tenant -> routes.route(tenant.id()))
                .filter(Route.Dedicated.class::isInstance)
                .map(route -> ((Route.Dedicated) route).key())
                .collect(Collectors.toSet());
    }

    private boolean closeIfUnused(Open open) {
        if (!open.unit().retireIfUnused()) {
            return false;
        }
        units.remove(open.key(), open.future());
        return true;
    }

    private record Open(
            String key, CompletableFuture<PersistenceUnit> future, PersistenceUnit unit) {}

    private Stream<Open> dedicated() {
        return units.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(SHARED_KEY))
                .filter(entry -> entry.getValue().isDone())
                .filter(entry -> !entry.getValue().isCompletedExceptionally())
                .map(e -> new Open(e.getKey(), e.getValue(), e.getValue().join()));
    }

    @PreDestroy
    void closeAll() {
        closed = true;
        openings.stop();
        // What is still being opened is closed by whoever opens it.
        units.values()
                .forEach(
                        unit ->
                                unit.completeExceptionally(
                                        new ProblemException(Problem.UNAVAILABLE)));
        units.values().stream()
                .filter(unit -> !unit.isCompletedExceptionally())
                .forEach(unit -> unit.join().retire());
        units.clear();
    }
}
