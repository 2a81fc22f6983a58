package health.cordon.clinical.schema;

import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.start.PlatformStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Migrates the shared clinical database before it serves, and says which schema is the current. */
@ApplicationScoped
public class SharedSchemaStart {
    @Inject RoutingConfig routingConfig;

    @Produces
    @Singleton
    Migration current() {
        return ClinicalSchema.migration();
    }

    void migrate(@Observes PlatformStarted event) {
        ClinicalSchema.migrate(routingConfig.shared());
    }
}
