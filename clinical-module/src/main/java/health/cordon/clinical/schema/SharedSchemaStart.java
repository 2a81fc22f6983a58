package health.cordon.clinical.schema;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.database.Migration;
import health.cordon.tenancy.routing.MigrationAccount;
import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.start.PlatformStarted;
import health.cordon.tenancy.wall.WallFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Migrates the shared clinical database before it serves, and says which schema is the current. */
@ApplicationScoped
public class SharedSchemaStart {
    private static final Logger LOG = Logger.getLogger(SharedSchemaStart.class.getName());

    @Inject RoutingConfig routingConfig;
    @Inject MigrationAccount account;

    @Produces
    @Singleton
    Migration current() {
        return ClinicalSchema.migration();
    }

    /** Somebody else migrates where the server was given no user for it. */
    void migrate(@Observes PlatformStarted event) {
        var url = account.take();
        if (url.isPresent()) {
            migrate(url.get());
        } else {
            LOG.log(
                    Level.INFO,
                    "CLINICAL_DB_MIGRATION_URL is not set; the shared clinical database is taken as"
                            + " cordon db migrate left it");
        }
    }

    private void migrate(DatabaseUrl url) {
        try {
            ClinicalSchema.migrate(url, Optional.of(routingConfig.shared()));
        } catch (WallFault e) {
            LOG.log(Level.SEVERE, "Cordon cannot start: CLINICAL_DB_URL: {0}", e.getMessage());
            throw e;
        }
    }
}
