package health.cordon.clinical.schema;

import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.start.PlatformStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Migrates the shared clinical database before it serves. */
@ApplicationScoped
public class SharedSchemaStart {
    @Inject RoutingConfig routingConfig;

    void migrate(@Observes PlatformStarted event) {
        ClinicalSchema.migrate(routingConfig.shared());
    }
}
