package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The open persistence units of this node: the shared one and one per dedicated database in use.
 *
 * <p>A unit is opened at first use by one caller while others wait for it, outside of any lock; it
 * closes when it was idle for long, when too many are open, and when its URL is no longer the one
 * that serves. A failed opening is remembered for a moment, so that a dead database does not make
 * every request wait for it.
 */
@ApplicationScoped
public class PersistenceUnits {
    private static final String SHARED_KEY = "shared";
    private static final long FAILURE_HOLD_NANOS = 2_000_000_000L;

    @Inject RoutingConfig routingConfig;
    @Inject PersistenceUnitOpener opener;
    @Inject RouteTable routes;

    private final Map<String, CompletableFuture<PersistenceUnit>> units = new ConcurrentHashMap<>();
    private final Map<String, Long> failures = new ConcurrentHashMap<>();

    /** Enters the unit of a route; the caller must leave it. */
    PersistenceUnit enter(Route route) {
        if (route instanceof Route.Dedicated dedicated) {
            return enter(dedicated.key(), () -> opener.open(dedicated));
        }
        if (route instanceof Route.Shared) {
            return enter(SHARED_KEY, opener::openShared);
        }
        throw new ProblemException(Problem.UNAVAILABLE);
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
        while (true) {
            var unit = unit(key, opening);
            if (unit.enter()) {
                return unit;
            }
            units.computeIfPresent(key, (k, now) -> now.join() == unit ? null : now);
        }
    }

    private PersistenceUnit unit(String key, Supplier<PersistenceUnit> opening) {
        var mine = new CompletableFuture<PersistenceUnit>();
        var present = units.putIfAbsent(key, mine);
        return present == null ? openAs(mine, key, opening) : await(present);
    }

    private PersistenceUnit openAs(
            CompletableFuture<PersistenceUnit> mine,
            String key,
            Supplier<PersistenceUnit> opening) {
        try {
            refuseAfterFailure(key);
            makeRoom();
            var unit = opening.get();
            failures.remove(key);
            mine.complete(unit);
            return unit;
        } catch (RuntimeException e) {
            failures.putIfAbsent(key, System.nanoTime());
            units.remove(key, mine);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private static PersistenceUnit await(CompletableFuture<PersistenceUnit> other) {
        try {
            return other.join();
        } catch (CompletionException e) {
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
        var idle =
                dedicated().entrySet().stream()
                        .sorted(Comparator.comparingLong(entry -> -entry.getValue().idleNanos()))
                        .toList();
        for (var entry : idle) {
            if (close(entry.getKey(), entry.getValue())) {
                return;
            }
        }
        throw new ProblemException(Problem.UNAVAILABLE);
    }

    void tidy(@Observes OrganisationsRefreshed event) {
        long now = System.nanoTime();
        failures.values().removeIf(failed -> now - failed >= FAILURE_HOLD_NANOS);
        if (units.size() <= 1 && !units.containsKey(SHARED_KEY)) {
            return;
        }
        Set<String> serving =
                event.organisations().all().stream()
                        .map(routes::route)
                        .filter(Route.Dedicated.class::isInstance)
                        .map(route -> ((Route.Dedicated) route).key())
                        .collect(Collectors.toSet());
        long idle = routingConfig.idle().toNanos();
        dedicated()
                .forEach(
                        (key, unit) -> {
                            if (!serving.contains(key)) {
                                units.remove(key);
                                unit.retire();
                            } else if (unit.idleNanos() > idle) {
                                close(key, unit);
                            }
                        });
    }

    private boolean close(String key, PersistenceUnit unit) {
        if (!unit.retireIfUnused()) {
            return false;
        }
        units.computeIfPresent(key, (k, now) -> now.join() == unit ? null : now);
        return true;
    }

    private Map<String, PersistenceUnit> dedicated() {
        return units.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(SHARED_KEY))
                .filter(entry -> entry.getValue().isDone())
                .filter(entry -> !entry.getValue().isCompletedExceptionally())
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().join()));
    }

    @PreDestroy
    void closeAll() {
        units.values().stream()
                .filter(unit -> unit.isDone() && !unit.isCompletedExceptionally())
                .forEach(unit -> unit.join().retire());
        units.clear();
    }
}
