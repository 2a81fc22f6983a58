package health.cordon.tenancy.routing;

import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Tells of clinical databases of this node; see {@link ServingDatabase}. */
@ApplicationScoped
public class Upkeep {
    @Inject OrganisationRegistry organisations;
    @Inject RouteTable routes;
    @Inject Event<ServingDatabase> databases;

    /** Before the unit serves anybody; throws what keeps it from that. */
    void opening(Route route, PersistenceUnit unit) {
        tell(route, unit, tenants(route), true);
    }

    /** Now and then, while it serves. */
    void serving(Route route, PersistenceUnit unit, List<Tenant> tenants) {
        tell(route, unit, tenants, false);
    }

    private void tell(Route route, PersistenceUnit unit, List<Tenant> tenants, boolean opening) {
        var entrance = new OneUnit(unit, routes);
        boolean shared = route instanceof Route.Shared;
        databases.fire(new ServingDatabase(entrance, tenants, shared, opening));
    }

    private List<Tenant> tenants(Route route) {
        if (route instanceof Route.Dedicated dedicated) {
            return organisations.find(dedicated.organisation()).stream().toList();
        }
        return organisations.current().all().stream()
                .filter(tenant -> routes.route(tenant.id()) instanceof Route.Shared)
                .toList();
    }
}
