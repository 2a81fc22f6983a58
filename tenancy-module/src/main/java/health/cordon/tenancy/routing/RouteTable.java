package health.cordon.tenancy.routing;

import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Decides who serves a tenant; the table itself stands in {@code docs/architecture.md}. */
@ApplicationScoped
public class RouteTable {
    @Inject RoutingConfig routingConfig;
    @Inject ClinicalConnectionRegistry connections;

    Route route(Tenant tenant) {
        return connections
                .refOf(tenant.organisation())
                .map(ref -> dedicated(tenant, ref))
                .orElseGet(Route.Shared::new);
    }

    private Route dedicated(Tenant tenant, ConnectionRef ref) {
        return connections
                .find(ref)
                .<Route>map(url -> new Route.Dedicated(tenant.id(), ref, url))
                .orElseGet(() -> withoutUrl(tenant));
    }

    private Route withoutUrl(Tenant tenant) {
        return switch (routingConfig.fallback()) {
            case SHARED -> new Route.Shared();
            case FIRST_USE -> tenant.servedBefore() ? new Route.Refused() : new Route.Shared();
            case REFUSE -> new Route.Refused();
        };
    }
}
