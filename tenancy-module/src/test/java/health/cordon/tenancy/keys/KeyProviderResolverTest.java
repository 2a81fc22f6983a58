package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.routing.RoutingConfigs;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyProviderResolverTest {
    private static final String PLATFORM = arn("platform");
    private static final String OWN = arn("own");
    private static final String FORMER = arn("former");
    private static final String FOREIGN = arn("foreign");

    private final KeyProviderResolver keys = new KeyProviderResolver();

    KeyProviderResolverTest() {
        var settings = new Settings(Map.of("KMS_CMK_ARN", PLATFORM)::get);
        keys.keyConfig = KeyConfig.from(settings, EndpointPolicy.from(settings));
        keys.routingConfig = RoutingConfigs.of(Map.of());
        keys.history = Tenants.history();
    }

    private static String arn(String name) {
        return "arn:aws:kms:us-east-1:000000000000:key/" + name;
    }

    private static WrappedDek by(String arn) {
        return new WrappedDek.Kms(arn, new byte[] {1});
    }

    @Test
    void wrapsWithTheOrganisationsOwnKey() {
        assertThat(keys.keyFor(Tenants.tenant("north").key(OWN).build()))
                .isEqualTo(new WrappingKey.Kms(OWN));
    }

    @Test
    void wrapsWithThePlatformsKeyWhereThereIsNone() {
        assertThat(keys.keyFor(Tenants.tenant("north").formerKey(FORMER).build()))
                .isEqualTo(new WrappingKey.Kms(PLATFORM));
    }

    @Test
    void wrapsWithThePlatformsKeyWhenTheSwitchIsOff() {
        keys.routingConfig = RoutingConfigs.of(Map.of("FEATURE_PER_ORG_CLINICAL_DB", "false"));
        var tenant = Tenants.tenant("north").key(OWN).build();
        assertThat(keys.keyFor(tenant)).isEqualTo(new WrappingKey.Kms(PLATFORM));
        assertThat(keys.accepts(tenant, by(OWN))).isTrue();
    }

    @Test
    void unwrapsWithThePlatformsKeyAndThoseOfTheHistoryAlone() {
        var tenant = Tenants.tenant("north").key(OWN).formerKey(FORMER).build();
        assertThat(keys.accepts(tenant, by(OWN))).isTrue();
        assertThat(keys.accepts(tenant, by(FORMER))).isTrue();
        assertThat(keys.accepts(tenant, by(PLATFORM))).isTrue();
        assertThat(keys.accepts(tenant, by(FOREIGN))).isFalse();
        assertThat(keys.accepts(tenant, by(""))).isFalse();
    }

    @Test
    void unwrapsWithAKeyThatTheSnapshotDoesNotKnowYet() {
        var tenant = Tenants.tenant("north").build();
        keys.history = Tenants.history(tenant, OWN);
        assertThat(keys.accepts(tenant, by(OWN))).isTrue();
        assertThat(keys.accepts(Tenants.tenant("south").build(), by(OWN))).isFalse();
    }
}
