package health.cordon.clinical.schema;

import health.cordon.tenancy.settings.Configuration;
import health.cordon.tenancy.start.PlatformStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Migrates the shared clinical database before it serves. */
@ApplicationScoped
public class SharedSchemaStart {
    @Inject Configuration configuration;

    void migrate(@Observes PlatformStarted event) {
        ClinicalSchema.migrate(configuration.routing().shared());
    }
}
