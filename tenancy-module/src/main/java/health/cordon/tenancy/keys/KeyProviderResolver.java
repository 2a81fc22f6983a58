package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.ResourceHistory;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Which KMS key wraps a tenant's new DEKs, and which ones may unwrap its old ones. */
@ApplicationScoped
public class KeyProviderResolver {
    @Inject KeyConfig keyConfig;
    @Inject RoutingConfig routingConfig;
    @Inject ResourceHistory history;

    /** The organisation's own key; NULL in its column means the platform's. */
    public String keyFor(Tenant tenant) {
        return routingConfig.perOrganisation()
                ? tenant.organisation().key().orElse(platformKey())
                : platformKey();
    }

    /** Whether a key is the platform's or in the organisation's own history. */
    boolean accepts(Tenant tenant, String keyArn) {
        return keyArn.equals(platformKey()) || history.hasKey(tenant, keyArn);
    }

    private String platformKey() {
        return keyConfig.platformKey();
    }
}
