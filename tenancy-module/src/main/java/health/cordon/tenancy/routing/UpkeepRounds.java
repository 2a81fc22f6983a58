package health.cordon.tenancy.routing;

import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Goes round the open databases of this node, by default every minute; opens none, and keeps none
 * open. One after the other, the shared one first: a database that hangs holds the others' upkeep
 * up for as long as the driver waits, and nobody's requests.
 */
@ApplicationScoped
public class UpkeepRounds {
    private static final Logger LOG = Logger.getLogger(UpkeepRounds.class.getName());

    @Inject RoutingConfig routingConfig;
    @Inject OrganisationRegistry organisations;
    @Inject RouteTable routes;
    @Inject PersistenceUnits units;
    @Inject Upkeep upkeep;

    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        var thread = new Thread(task, "cordon-upkeep");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** The first round is not at once. */
    void start() {
        long pause = routingConfig.upkeep().toMillis();
        scheduler.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
    }

    private void round() {
        try {
            var shared = new ArrayList<Tenant>();
            var dedicated = new ArrayList<Tenant>();
            for (var tenant : organisations.current().all()) {
                (routes.route(tenant.id()) instanceof Route.Shared ? shared : dedicated)
                        .add(tenant);
            }
            visit(new Route.Shared(), shared);
            dedicated.forEach(tenant -> visit(routes.route(tenant.id()), List.of(tenant)));
        } catch (RuntimeException | Error e) {
            warn(e);
        }
    }

    private void visit(Route route, List<Tenant> tenants) {
        try {
            units.ifOpen(route).ifPresent(unit -> upkeep.serving(route, unit, tenants));
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    private static void warn(Throwable e) {
        LOG.log(
                Level.WARNING,
                "the upkeep of a clinical database was not done ({0}); the next round tries again",
                e.getClass().getSimpleName());
    }

    @PreDestroy
    void stop() {
        scheduler.shutdownNow();
    }
}
