package health.cordon.tenancy.keys;

import health.cordon.tenancy.organisation.ResourceHistory;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.RoutingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Which key wraps a tenant's new DEKs, and which ones may unwrap its old ones. */
@ApplicationScoped
public class KeyProviderResolver {
    @Inject KeyConfig keyConfig;
    @Inject RoutingConfig routingConfig;
    @Inject ResourceHistory history;

    /** The organisation's own key; NULL in its column means the platform's. */
    public WrappingKey keyFor(Tenant tenant) {
        return cmkFor(tenant).<WrappingKey>map(WrappingKey.Kms::new).orElseGet(keyConfig::localKey);
    }

    /** The KMS key of its new objects; none where neither it nor the platform has one. */
    public Optional<String> cmkFor(Tenant tenant) {
        var own =
                routingConfig.perOrganisation()
                        ? tenant.organisation().key()
                        : Optional.<String>empty();
        return own.or(keyConfig::platformKey);
    }

    /**
     * Whether a DEK is wrapped by a key of the platform's, or one in the organisation's own
     * history.
     */
    boolean accepts(Tenant tenant, WrappedDek wrapped) {
        return !(wrapped instanceof WrappedDek.Kms kms)
                || keyConfig.isPlatformKey(kms.keyArn())
                || history.hasKey(tenant, kms.keyArn());
    }
}
