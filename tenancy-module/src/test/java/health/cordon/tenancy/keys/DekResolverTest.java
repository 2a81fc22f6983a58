package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.routing.RoutingConfigs;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DekResolverTest {
    private static final String PLATFORM = "arn:aws:kms:us-east-1:000000000000:key/platform";
    private static final String FOREIGN = "arn:aws:kms:us-east-1:000000000000:key/foreign";

    private static final FieldAddress FIELD =
            new FieldAddress(new OrganisationId(new UUID(1, 1)), "patient", "r1", "mrn");

    private final List<DekAddress> unwrapped = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private final DekResolver deks = new DekResolver();
    private final Tenant north = Tenants.tenant("north").build();
    private final Tenant south = Tenants.tenant("south").build();

    DekResolverTest() {
        deks.keys = new KeyProviderResolver();
        deks.keys.routingConfig = RoutingConfigs.of(Map.of());
        deks.keys.history = Tenants.history();
        deks.providers = new KeyProviders();
        deks.providers.kms = new CountingKms();
        configure(Map.of());
    }

    private void configure(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("KMS_CMK_ARN", PLATFORM);
        var settings = new Settings(environment::get);
        deks.keyConfig = KeyConfig.from(settings, EndpointPolicy.from(settings));
        settings.check();
        deks.keys.keyConfig = deks.keyConfig;
        deks.open();
    }

    private final class CountingKms extends KmsKeyProvider {
        @Override
        public Generated generate(WrappingKey.Kms key, DekAddress address) {
            return new Generated(Keys.bytes(1), new WrappedDek.Kms(key.arn(), new byte[] {1}));
        }

        @Override
        public byte[] unwrap(WrappedDek.Kms wrapped, DekAddress address) {
            unwrapped.add(address);
            meanwhile.run();
            return Keys.bytes(1);
        }
    }

    private static DekAddress address(Tenant tenant, UUID id) {
        return new DekAddress(tenant.id(), Dek.Purpose.PATIENT, id);
    }

    private static Dek dek(Tenant tenant, String arn) {
        return dek(address(tenant, UUID.randomUUID()), arn);
    }

    private static Dek dek(DekAddress address, String arn) {
        return new Dek(
                address,
                new WrappedDek.Kms(arn, new byte[] {1}),
                DekFingerprint.of(Keys.bytes(1), address));
    }

    private static byte[] sealed(DataKey key, String text) {
        return FieldCipher.encrypt(key, FIELD, text);
    }

    private static String opened(DataKey key, byte[] sealed) {
        return FieldCipher.decrypt(key, FIELD, sealed);
    }

    private void learn(long version, Tenant... tenants) {
        deks.refreshed(new OrganisationsRefreshed(Tenants.organisations(version, tenants)));
    }

    @Test
    void wrapsANewDekWithTheTenantsKey() {
        var id = UUID.randomUUID();
        var made = deks.create(north, id);
        assertThat(made.row().id()).isEqualTo(id);
        assertThat(made.row().fingerprint())
                .hasValue(DekFingerprint.of(Keys.bytes(1), address(north, id)));
        assertThat(made.row().wrapped()).isEqualTo("kms:" + PLATFORM + "|AQ");
    }

    @Test
    void unwrapsOnceHoweverOftenItIsAsked() {
        var dek = dek(north, PLATFORM);
        var first = deks.open(north, dek);
        var again = deks.open(north, dek);
        assertThat(opened(again, sealed(first, "M-1"))).isEqualTo("M-1");
        assertThat(unwrapped).containsExactly(address(north, dek.id()));
    }

    @Test
    void asksForOneThatItMadeWithoutUnwrappingIt() {
        var made = deks.create(north, UUID.randomUUID());
        var again = deks.open(north, made.row());
        assertThat(opened(again, sealed(made.key(), "M-1"))).isEqualTo("M-1");
        assertThat(unwrapped).isEmpty();
    }

    @Test
    void wipesWhatItWasToldToForgetAndOpensItAgainForWhoStillHoldsIt() {
        var dek = dek(north, PLATFORM);
        var held = deks.open(north, dek);
        var sealed = sealed(held, "M-1");
        deks.forget(north, dek);
        assertThat(deks.openKeys()).isZero();
        assertThat(unwrapped).hasSize(1);
        assertThat(opened(held, sealed)).isEqualTo("M-1");
        assertThat(unwrapped).hasSize(2);
    }

    @Test
    void unwrapsAnewAfterSoManyUses() {
        configure(Map.of("DEK_CACHE_USES", "3"));
        var dek = dek(north, PLATFORM);
        for (int i = 0; i < 7; i++) {
            deks.open(north, dek);
        }
        assertThat(unwrapped).hasSize(3);
    }

    @Test
    void wipesWhatIsTooOldThoughNobodyAsksForIt() {
        configure(Map.of("DEK_CACHE_SECONDS", "1"));
        deks.open(north, dek(north, PLATFORM));
        assertThat(deks.openKeys()).isOne();
        await().atMost(Duration.ofSeconds(20)).until(() -> deks.openKeys() == 0);
    }

    @Test
    void keepsNoMoreThanItsSize() {
        configure(Map.of("DEK_CACHE_SIZE", "1000"));
        for (int i = 0; i < 3_000; i++) {
            deks.create(north, UUID.randomUUID());
        }
        assertThat(deks.openKeys()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void unwrapsNoDekThatIsNotTheOneOfItsRow() {
        var elsewhere = address(north, UUID.randomUUID());
        var row =
                new Dek(
                        address(north, UUID.randomUUID()),
                        new WrappedDek.Kms(PLATFORM, new byte[] {1}),
                        DekFingerprint.of(Keys.bytes(1), elsewhere));
        assertThatIllegalStateException().isThrownBy(() -> deks.open(north, row));
        assertThat(deks.openKeys()).isZero();
    }

    @Test
    void unwrapsOneWithoutAFingerprint() {
        var dek = dek(north, PLATFORM);
        dek.fingerprint = null;
        assertThat(deks.open(north, dek).id()).isEqualTo(dek.id());
    }

    @Test
    void opensNothingOfAnOrganisationWhoseKeysAreLocked() {
        var dek = dek(north, PLATFORM);
        var held = deks.open(north, dek);
        var sealed = sealed(held, "M-1");
        var others = deks.open(south, dek(south, PLATFORM));
        learn(2, Tenants.of(north).keysLocked().build(), south);
        assertThat(deks.openKeys()).isOne();
        for (ThrowingCallable use :
                List.<ThrowingCallable>of(
                        () -> deks.open(north, dek),
                        () -> deks.create(north, UUID.randomUUID()),
                        () -> opened(held, sealed))) {
            assertThatThrownBy(use)
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem()).isEqualTo(Problem.KEYS_LOCKED));
        }
        assertThat(sealed(others, "M-1")).isNotEmpty();
        learn(1, north, south);
        assertThatThrownBy(() -> deks.open(north, dek)).isInstanceOf(ProblemException.class);
        learn(3, north, south);
        assertThat(opened(held, sealed)).isEqualTo("M-1");
    }

    @Test
    void keepsNoKeyOfAnOrganisationThatIsNoMore() {
        deks.open(north, dek(north, PLATFORM));
        deks.open(south, dek(south, PLATFORM));
        learn(2, north, south);
        assertThat(deks.openKeys()).isEqualTo(2);
        learn(3, south);
        assertThat(deks.openKeys()).isOne();
    }

    @Test
    void keepsNothingThatWasUnwrappedWhileItWasLocked() {
        var dek = dek(north, PLATFORM);
        meanwhile = () -> learn(2, Tenants.of(north).keysLocked().build(), south);
        assertThatThrownBy(() -> deks.open(north, dek)).isInstanceOf(ProblemException.class);
        assertThat(unwrapped).hasSize(1);
        assertThat(deks.openKeys()).isZero();
    }

    @Test
    void givesNoTenantWhatItUnwrappedForAnother() {
        var id = UUID.randomUUID();
        deks.open(north, dek(address(north, id), PLATFORM));
        deks.open(south, dek(address(south, id), PLATFORM));
        assertThat(unwrapped)
                .extracting(DekAddress::organisation)
                .containsExactly(north.id(), south.id());
    }

    @Test
    void asksKmsForNoKeyOfAnother() {
        assertThatIllegalStateException().isThrownBy(() -> deks.open(north, dek(north, FOREIGN)));
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
            deks.providers.kms =
                    new KmsKeyProvider() {
                        @Override
                        public byte[] unwrap(WrappedDek.Kms wrapped, DekAddress address) {
                            throw new ProblemException(Problem.UNAVAILABLE);
                        }
                    };
            assertThatThrownBy(() -> deks.open(north, dek(north, PLATFORM)))
                    .isInstanceOf(ProblemException.class);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(told).isEmpty();
    }
}
