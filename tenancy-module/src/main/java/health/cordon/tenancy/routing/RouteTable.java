package health.cordon.tenancy.routing;

import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.ManagedHome;
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

    /**
     * Where an organisation lives, and in which epoch; one that this node does not know, nowhere.
     */
    Home home(OrganisationId organisation) {
        return connections
                .of(organisation)
                .map(found -> new Home(route(found), found.tenant().epoch()))
                .orElseGet(() -> new Home(new Route.Refused(), 0));
    }

    /** Refuses an organisation that this node does not know. */
    Route route(OrganisationId organisation) {
        return connections.of(organisation).map(this::route).orElseGet(Route.Refused::new);
    }

    private Route route(Connection connection) {
        return connection
                .tenant()
                .managedHome()
                .map(home -> managed(connection, home))
                .orElseGet(() -> byHand(connection));
    }

    /** Its records are at home in one database; another one must not serve it. */
    private static Route managed(Connection connection, ManagedHome home) {
        if (!connection.ref().equals(home.database())) {
            return new Route.Refused();
        }
        return home.database()
                .map(ref -> dedicatedOrRefused(connection, ref))
                .orElseGet(Route.Shared::new);
    }

    private static Route dedicatedOrRefused(Connection connection, ConnectionRef ref) {
        return connection
                .url()
                .<Route>map(url -> new Route.Dedicated(connection.tenant().id(), ref, url))
                .orElseGet(Route.Refused::new);
    }

    private Route byHand(Connection connection) {
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
