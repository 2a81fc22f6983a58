package health.cordon.tenancy.routing;

import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalConnectionRegistry.Connection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Decides who serves a tenant; the table itself stands in {@code docs/architecture.md}. */
@ApplicationScoped
public class RouteTable {
    @Inject RoutingConfig routingConfig;
    @Inject ClinicalConnectionRegistry connections;

    /** Refuses an organisation that this node does not know. */
    Route route(OrganisationId organisation) {
        return connections.of(organisation).map(this::route).orElseGet(Route.Refused::new);
    }

    private Route route(Connection connection) {
        return connection.ref().map(ref -> dedicated(connection, ref)).orElseGet(Route.Shared::new);
    }

    private Route dedicated(Connection connection, ConnectionRef ref) {
        var tenant = connection.tenant();
        return connection
                .url()
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
