package health.cordon.tenancy.health;

import health.cordon.tenancy.keyage.RewrapWatch;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.keys.KeyGuards;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.routing.PersistenceUnits;
import health.cordon.tenancy.start.PlatformStarted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** How full this node is; beside Liberty's own metrics of requests and of the JVM. */
@ApplicationScoped
public class Gauges {
    @Inject OrganisationRegistry organisations;
    @Inject PersistenceUnits units;
    @Inject DekResolver deks;
    @Inject KeyGuards keys;
    @Inject RewrapWatch rewraps;
    @Inject MetricRegistry metrics;

    void register(@Observes PlatformStarted event) {
        metrics.gauge("cordon_organisations", organisations, known -> known.current().all().size());
        metrics.gauge("cordon_registry_age_seconds", organisations, Gauges::ageSeconds);
        metrics.gauge("cordon_clinical_databases_open", units, PersistenceUnits::open);
        metrics.gauge("cordon_data_keys_open", deks, DekResolver::openKeys);
        metrics.gauge("cordon_keys_rewrap_overdue", rewraps, RewrapWatch::overdue);
        metrics.gauge("cordon_keys_rewrap_unknown", rewraps, RewrapWatch::unknown);
        metrics.gauge("cordon_clinical_connections", units, PersistenceUnits::connections);
        metrics.gauge("cordon_kms_breakers_open", keys, KeyGuards::open);
    }

    private static long ageSeconds(OrganisationRegistry organisations) {
        return Duration.between(organisations.refreshedAt(), Instant.now()).toSeconds();
    }
}
