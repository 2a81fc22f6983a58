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
    private static final String LOCAL = "local";

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
     * The key of that name, if DEKs of this tenant may be wrapped with it: the platform's, one in
     * its own history, or a local master key.
     *
     * @param name an ARN, {@code local} for the newest local master key, or {@code local:<key id>}
     * @throws health.cordon.tenancy.http.ProblemException unavailable when the platform database
     *     does not answer
     */
    public Optional<WrappingKey> named(Tenant tenant, String name) {
        if (name.equals(LOCAL)) {
            return keyConfig.localMasterKeys().newest();
        }
        if (name.startsWith(WrappedDek.Local.TAG)) {
            var id = name.substring(WrappedDek.Local.TAG.length());
            return keyConfig.localMasterKeys().find(id).map(key -> new WrappingKey.Local(id));
        }
        return KeyConfig.isArn(name) && isKnown(tenant, name)
                ? Optional.of(new WrappingKey.Kms(name))
                : Optional.empty();
    }

    private boolean isKnown(Tenant tenant, String arn) {
        return keyConfig.isPlatformKey(arn) || history.hasKey(tenant, arn);
    }

    /**
     * Whether a DEK is wrapped by a key of the platform's, or one in the organisation's own
     * history.
     */
    boolean accepts(Tenant tenant, WrappedDek wrapped) {
        return !(wrapped instanceof WrappedDek.Kms kms) || isKnown(tenant, kms.keyArn());
    }
}
