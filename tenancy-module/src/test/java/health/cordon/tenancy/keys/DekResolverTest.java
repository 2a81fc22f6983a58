package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.routing.RoutingConfigs;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.junit.jupiter.api.Test;

class DekResolverTest {
    private static final String PLATFORM = "arn:aws:kms:us-east-1:000000000000:key/platform";
    private static final String FOREIGN = "arn:aws:kms:us-east-1:000000000000:key/foreign";

    private final List<DekAddress> unwrapped = new ArrayList<>();
    private final DekResolver deks = new DekResolver();
    private final Tenant north = Tenants.tenant("north").build();
    private final Tenant south = Tenants.tenant("south").build();

    DekResolverTest() {
        var settings = new Settings(Map.of("KMS_CMK_ARN", PLATFORM)::get);
        deks.keyConfig = KeyConfig.from(settings, EndpointPolicy.from(settings));
        deks.keys = new KeyProviderResolver();
        deks.keys.keyConfig = deks.keyConfig;
        deks.keys.routingConfig = RoutingConfigs.of(Map.of());
        deks.keys.history = Tenants.history();
        deks.kms = new CountingKms();
        deks.open();
    }

    private final class CountingKms extends KmsKeyProvider {
        @Override
        Generated generate(String keyArn, DekAddress address) {
            return new Generated(Keys.key(1), new WrappedDek(keyArn, new byte[] {1}));
        }

        @Override
        DataKey unwrap(WrappedDek wrapped, DekAddress address) {
            unwrapped.add(address);
            return Keys.key(2);
        }
    }

    private static Dek dek(UUID id, String arn) {
        return new Dek(id, Dek.Purpose.PATIENT, new WrappedDek(arn, new byte[] {1}));
    }

    @Test
    void wrapsANewDekWithTheTenantsKey() {
        var id = UUID.randomUUID();
        var made = deks.create(north, id);
        assertThat(made.row().id()).isEqualTo(id);
        assertThat(made.row().wrapped()).isEqualTo("kms:" + PLATFORM + "|AQ");
    }

    @Test
    void unwrapsOnceHoweverOftenItIsAsked() {
        var dek = dek(UUID.randomUUID(), PLATFORM);
        var first = deks.open(north, dek);
        assertThat(deks.open(north, dek)).isSameAs(first);
        assertThat(unwrapped)
                .containsExactly(new DekAddress(north.id(), Dek.Purpose.PATIENT, dek.id()));
    }

    @Test
    void keepsNothingAfterItWasToldToForget() {
        var dek = dek(UUID.randomUUID(), PLATFORM);
        deks.open(north, dek);
        deks.forget(north, dek);
        deks.open(north, dek);
        assertThat(unwrapped).hasSize(2);
    }

    @Test
    void givesNoTenantWhatItUnwrappedForAnother() {
        var dek = dek(UUID.randomUUID(), PLATFORM);
        deks.open(north, dek);
        deks.open(south, dek);
        assertThat(unwrapped)
                .extracting(DekAddress::organisation)
                .containsExactly(north.id(), south.id());
    }

    @Test
    void asksKmsForNoKeyOfAnother() {
        assertThatIllegalStateException()
                .isThrownBy(() -> deks.open(north, dek(UUID.randomUUID(), FOREIGN)));
        assertThat(unwrapped).isEmpty();
    }

    @Test
    void givesEachTenantOneIndexKey() {
        var first = deks.createIndexKey(north).row().id();
        assertThat(deks.createIndexKey(north).row().id()).isEqualTo(first);
        assertThat(deks.createIndexKey(south).row().id()).isNotEqualTo(first);
    }

    @Test
    void tellsKmsNothingClinical() {
        var address = new DekAddress(north.id(), Dek.Purpose.PATIENT, new UUID(1, 2));
        assertThat(address.encryptionContext())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "cordon:organisation", north.id().toString(),
                                "cordon:purpose", "PATIENT",
                                "cordon:dek", new UUID(1, 2).toString()));
    }

    @Test
    void printsNoKey() {
        assertThat(Keys.key(7)).hasToString("DataKey " + new UUID(0, 7));
    }

    /** Its own would be a stack trace for each DEK while a key is away. */
    @Test
    void keepsTheCacheFromTellingFailures() {
        var told = new ArrayList<LogRecord>();
        var logger = Logger.getLogger("com.github.benmanes.caffeine.cache.LocalAsyncCache");
        var handler =
                new StreamHandler() {
                    @Override
                    public synchronized void publish(LogRecord record) {
                        told.add(record);
                    }
                };
        logger.addHandler(handler);
        try {
            deks.kms =
                    new KmsKeyProvider() {
                        @Override
                        DataKey unwrap(WrappedDek wrapped, DekAddress address) {
                            throw new ProblemException(Problem.UNAVAILABLE);
                        }
                    };
            assertThatThrownBy(() -> deks.open(north, dek(UUID.randomUUID(), PLATFORM)))
                    .isInstanceOf(ProblemException.class);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(told).isEmpty();
    }
}
