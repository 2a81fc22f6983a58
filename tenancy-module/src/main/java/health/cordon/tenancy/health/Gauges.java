package health.cordon.tenancy.health;

import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.routing.PersistenceUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.metrics.annotation.Gauge;

/** How full this node is; beside Liberty's own metrics of requests and of the JVM. */
@ApplicationScoped
public class Gauges {
    @Inject OrganisationRegistry organisations;
    @Inject PersistenceUnits units;

    @Gauge(name = "cordon_organisations", unit = "none", absolute = true)
    public int organisations() {
        return organisations.current().all().size();
    }

    @Gauge(name = "cordon_registry_age_seconds", unit = "none", absolute = true)
    public long registryAgeSeconds() {
        return Duration.between(organisations.refreshedAt(), Instant.now()).toSeconds();
    }

    @Gauge(name = "cordon_clinical_databases_open", unit = "none", absolute = true)
    public int openDatabases() {
        return units.open();
    }

    @Gauge(name = "cordon_clinical_connections", unit = "none", absolute = true)
    public int connections() {
        return units.connections();
    }
}
