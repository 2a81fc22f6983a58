package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.routing.RoutingConfigs;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DekCustodyTest {
    private static final FieldAddress FIELD =
            new FieldAddress(Tenants.tenant("north").build().id(), "patient", "r1", "mrn");

    private final Tenant north = Tenants.tenant("north").build();
    private final DekCustody custody = new DekCustody();
    private final LocalKeyProvider local = new LocalKeyProvider();
    private final byte[] plain = Keys.bytes(1);

    DekCustodyTest() {
        custody.deks = new DekResolver();
        custody.keys = new KeyProviderResolver();
        custody.keys.routingConfig = RoutingConfigs.of(Map.of());
        custody.keys.history = Tenants.history();
        custody.providers = new KeyProviders();
        custody.providers.local = local;
        custody.deks.keys = custody.keys;
        custody.deks.providers = custody.providers;
        masterKeys("k1");
    }

    private void masterKeys(String... newestFirst) {
        var keys = new StringBuilder();
        for (var id : newestFirst) {
            var bytes = Keys.bytes(id.charAt(1));
            keys.append(keys.isEmpty() ? "" : ",")
                    .append(id + ":" + Base64.getEncoder().encodeToString(bytes));
        }
        var settings = new Settings(Map.of("LOCAL_MASTER_KEYS", keys.toString())::get);
        var config = KeyConfig.from(settings, EndpointPolicy.from(settings));
        local.keyConfig = config;
        custody.keys.keyConfig = config;
        custody.deks.keyConfig = config;
        custody.deks.open();
    }

    private Dek row() {
        var address = new DekAddress(north.id(), Dek.Purpose.PATIENT, UUID.randomUUID());
        var wrapped = local.wrap(new WrappingKey.Local("k1"), address, plain);
        return new Dek(address, wrapped, DekFingerprint.of(plain, address));
    }

    private static boolean nobody(DataKey key) {
        throw new AssertionError("asked though the row knows");
    }

    @Test
    void lendsAPlainKeyAndWipesItThen() {
        var seen = new byte[1][];
        custody.lend(north, row(), dek -> seen[0] = dek);
        assertThat(seen[0]).containsOnly(0);
        assertThat(custody.lend(north, row(), byte[]::clone)).isEqualTo(plain);
    }

    @Test
    void keepsNothingInTheCache() {
        custody.lend(north, row(), byte[]::clone);
        assertThat(custody.deks.openKeys()).isZero();
    }

    @Test
    void knowsTheKeyOfARowByItsFingerprint() {
        var row = row();
        assertThat(custody.isOf(north, row, plain, DekCustodyTest::nobody)).isTrue();
        assertThat(custody.isOf(north, row, Keys.bytes(2), DekCustodyTest::nobody)).isFalse();
        var elsewhere = Tenants.tenant("south").build();
        assertThat(custody.isOf(elsewhere, row, plain, DekCustodyTest::nobody)).isFalse();
    }

    @Test
    void asksAFieldWhereARowHasNoFingerprint() {
        var row = row();
        row.fingerprint = null;
        var sealed = FieldCipher.encrypt(Keys.of(row.id(), plain.clone()), FIELD, "M-1");

        assertThat(custody.isOf(north, row, plain, key -> opens(key, sealed))).isTrue();
        assertThat(custody.isOf(north, row, Keys.bytes(2), key -> opens(key, sealed))).isFalse();
        assertThat(custody.isOf(north, row, plain, key -> false)).isFalse();
    }

    private static boolean opens(DataKey key, byte[] sealed) {
        try {
            return FieldCipher.decrypt(key, FIELD, sealed).equals("M-1");
        } catch (IllegalStateException e) {
            return false;
        }
    }

    @Test
    void wrapsWithTheKeyOfToday() {
        var row = row();
        masterKeys("k2", "k1");

        var made = custody.rewrap(north, row, plain).orElseThrow();

        assertThat(made.wrapped().key()).isEqualTo("local:k2");
        row.wrapped = made.wrapped().text();
        assertThat(custody.lend(north, row, byte[]::clone)).isEqualTo(plain);
        assertThat(made.fingerprint()).isEqualTo(row.fingerprint);
    }

    @Test
    void leavesWhatIsWrappedWithItAlready() {
        var row = row();
        assertThat(custody.rewrap(north, row, plain)).isEmpty();
        row.wrapped = row.wrapped.substring(0, row.wrapped.length() - 1) + "A";
        assertThat(custody.rewrap(north, row, plain)).as("bent").isPresent();
        row.wrapped = "none|of ours";
        assertThat(custody.rewrap(north, row, plain)).as("nothing").isPresent();
    }

    @Test
    void doesNothingWhileTheKeysAreLocked() {
        var row = row();
        custody.deks.refreshed(
                new OrganisationsRefreshed(
                        Tenants.organisations(2, Tenants.of(north).keysLocked().build())));

        assertThatThrownBy(() -> custody.lend(north, row, byte[]::clone))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.KEYS_LOCKED));
        assertThatThrownBy(() -> custody.rewrap(north, row, plain))
                .isInstanceOf(ProblemException.class);
    }
}
