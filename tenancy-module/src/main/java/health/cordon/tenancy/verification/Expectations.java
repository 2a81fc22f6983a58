package health.cordon.tenancy.verification;

import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.routing.TenantDatabases;
import health.cordon.tenancy.storage.StorageConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Reads from the columns, not from the registries under test, where new records should go. */
@ApplicationScoped
public class Expectations {
    @Inject RoutingConfig routingConfig;
    @Inject StorageConfig storageConfig;
    @Inject KeyConfig keyConfig;
    @Inject TenantDatabases databases;

    Expected of(Tenant tenant) {
        var organisation = tenant.organisation();
        boolean own = routingConfig.perOrganisation();
        var key = (own ? organisation.key() : Optional.<String>empty()).or(keyConfig::platformKey);
        return new Expected(
                tenant,
                databases.isDedicated(organisation),
                databases.wanted(organisation),
                databases.others(organisation),
                own
                        ? organisation.bucket().orElse(storageConfig.sharedBucket())
                        : storageConfig.sharedBucket(),
                key,
                key.map(arn -> "kms:" + arn).orElseGet(keyConfig::localName));
    }
}
