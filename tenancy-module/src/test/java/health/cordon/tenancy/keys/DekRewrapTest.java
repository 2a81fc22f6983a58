package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.routing.RoutingConfigs;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.kms.model.KmsException;

/** Which way a DEK goes from one key to another, and that no other DEK ever comes out. */
class DekRewrapTest {
    private static final String FROM = "arn:aws:kms:us-east-1:000000000000:key/from";
    private static final String TO = "arn:aws:kms:us-east-1:000000000000:key/to";

    private final Tenant north = Tenants.tenant("north").formerKey(FROM).key(TO).build();
    private final DekAddress address =
            new DekAddress(north.id(), Dek.Purpose.PATIENT, UUID.randomUUID());
    private final byte[] plain = Keys.bytes(1);
    private final FakeKms kms = new FakeKms();
    private final LocalKeyProvider local = new LocalKeyProvider();
    private final DekRewrap rewrap = new DekRewrap();

    DekRewrapTest() {
        var settings =
                new Settings(Map.of("LOCAL_MASTER_KEYS", master("k2") + "," + master("k1"))::get);
        var config = KeyConfig.from(settings, EndpointPolicy.from(settings));
        local.keyConfig = config;
        rewrap.keys = new KeyProviderResolver();
        rewrap.keys.keyConfig = config;
        rewrap.keys.routingConfig = RoutingConfigs.of(Map.of());
        rewrap.keys.history = Tenants.history();
        rewrap.providers = new KeyProviders();
        rewrap.providers.local = local;
        rewrap.providers.kms = kms;
        rewrap.deks = new DekResolver();
    }

    private static String master(String id) {
        return id + ":" + Base64.getEncoder().encodeToString(Keys.bytes(id.charAt(1)));
    }

    /** Its ciphertexts are the plain keys themselves; it says what it was asked. */
    private static final class FakeKms extends KmsKeyProvider {
        private final List<String> asked = new ArrayList<>();
        private byte @Nullable [] instead;
        private @Nullable RuntimeException fault;

        private byte[] answer(String what, byte[] bytes) {
            asked.add(what);
            if (fault != null) {
                throw fault;
            }
            return bytes.clone();
        }

        @Override
        public WrappedDek.Kms wrap(WrappingKey.Kms key, DekAddress address, byte[] plain) {
            return new WrappedDek.Kms(
                    key.arn(), answer("encrypt", instead == null ? plain : instead));
        }

        @Override
        public byte[] unwrap(WrappedDek.Kms wrapped, DekAddress address) {
            return answer("decrypt " + wrapped.keyArn(), wrapped.ciphertext());
        }

        @Override
        WrappedDek.Kms reEncrypt(WrappedDek.Kms wrapped, WrappingKey.Kms to, DekAddress address) {
            return new WrappedDek.Kms(
                    to.arn(),
                    answer("re-encrypt", instead == null ? wrapped.ciphertext() : instead));
        }
    }

    private Dek row(WrappedDek wrapped) {
        return new Dek(address, wrapped, DekFingerprint.of(plain, address));
    }

    private Dek byKms() {
        return row(new WrappedDek.Kms(FROM, plain));
    }

    private DekRewrap.Done toKms(Dek row) {
        return rewrap.rewrap(north, row, new WrappingKey.Kms(TO));
    }

    @Test
    void goesFromKmsToKmsInsideOfIt() {
        var done = toKms(byKms());

        assertThat(kms.asked).containsExactly("re-encrypt", "decrypt " + TO);
        assertThat(done.row().wrapped().key()).isEqualTo(TO);
        assertThat(done.row().fingerprint()).isEqualTo(DekFingerprint.of(plain, address));
        assertThat(done.kmsCalls()).isEqualTo(2);
    }

    @Test
    void opensARowWithoutAFingerprintFirst() {
        var row = byKms();
        row.fingerprint = null;

        var done = toKms(row);

        assertThat(kms.asked).containsExactly("decrypt " + FROM, "re-encrypt", "decrypt " + TO);
        assertThat(done.row().fingerprint()).isEqualTo(DekFingerprint.of(plain, address));
        assertThat(done.kmsCalls()).isEqualTo(3);
    }

    @Test
    void goesThroughMemoryWhereOneOfThemIsLocal() {
        var byLocal = row(local.wrap(new WrappingKey.Local("k1"), address, plain));

        assertThat(toKms(byLocal).kmsCalls()).isEqualTo(2);
        assertThat(kms.asked).containsExactly("encrypt", "decrypt " + TO);

        kms.asked.clear();
        var back = rewrap.rewrap(north, byKms(), new WrappingKey.Local("k2"));
        assertThat(kms.asked).containsExactly("decrypt " + FROM);
        assertThat(back.kmsCalls()).isEqualTo(1);
        assertThat(local.unwrap(back.row().wrapped(), address)).isEqualTo(plain);
        assertThat(back.row().wrapped().key()).isEqualTo("local:k2");
    }

    @Test
    void takesNoOtherKeyForTheSame() {
        kms.instead = Keys.bytes(2);

        assertKind(CannotRewrap.Kind.BROKEN, () -> toKms(byKms()));
        assertKind(
                CannotRewrap.Kind.BROKEN,
                () -> toKms(row(local.wrap(new WrappingKey.Local("k1"), address, plain))));
    }

    @Test
    void takesNoDekThatIsNotTheRows() {
        var row = row(new WrappedDek.Kms(FROM, Keys.bytes(3)));
        assertKind(CannotRewrap.Kind.BROKEN, () -> toKms(row));
        assertKind(
                CannotRewrap.Kind.BROKEN,
                () -> rewrap.rewrap(north, row, new WrappingKey.Local("k2")));
    }

    @Test
    void touchesNothingUnderAKeyThatIsNotTheTenants() {
        var foreign = row(new WrappedDek.Kms(FROM.replace("from", "foreign"), plain));

        assertKind(CannotRewrap.Kind.BROKEN, () -> toKms(foreign));
        assertThat(kms.asked).isEmpty();
    }

    @Test
    void namesTheMissingRightAndItsKey() {
        kms.fault = denied("not authorized to perform: kms:ReEncryptTo on resource: " + TO);
        var refusal = assertKind(CannotRewrap.Kind.DENIED, () -> toKms(byKms()));
        assertThat(refusal.permission()).isEqualTo("kms:ReEncryptTo");
        assertThat(refusal.key()).isEqualTo(TO);

        kms.fault = denied("not authorized to perform: kms:ReEncryptFrom on resource: " + FROM);
        refusal = assertKind(CannotRewrap.Kind.DENIED, () -> toKms(byKms()));
        assertThat(refusal.permission()).isEqualTo("kms:ReEncryptFrom");
        assertThat(refusal.key()).isEqualTo(FROM);

        kms.fault = denied("no");
        refusal =
                assertKind(
                        CannotRewrap.Kind.DENIED,
                        () -> toKms(row(local.wrap(new WrappingKey.Local("k1"), address, plain))));
        assertThat(refusal.permission()).isEqualTo("kms:Encrypt");
        assertThat(refusal.key()).isEqualTo(TO);
    }

    private static ProblemException denied(String message) {
        var cause =
                KmsException.builder()
                        .message(message)
                        .statusCode(400)
                        .awsErrorDetails(
                                AwsErrorDetails.builder()
                                        .errorCode("AccessDeniedException")
                                        .errorMessage(message)
                                        .build())
                        .build();
        return new ProblemException(Problem.UNAVAILABLE, cause);
    }

    @Test
    void waitsForAKmsThatWasNotAsked() {
        kms.fault = ProblemException.noted(Problem.UNAVAILABLE);
        assertKind(CannotRewrap.Kind.UNAVAILABLE, () -> toKms(byKms()));
    }

    @Test
    void doesNothingWhileTheKeysAreLocked() {
        rewrap.deks.keyConfig = rewrap.keys.keyConfig;
        rewrap.deks.open();
        rewrap.deks.refreshed(
                new OrganisationsRefreshed(
                        Tenants.organisations(2, Tenants.of(north).keysLocked().build())));

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> toKms(byKms()));
        assertThat(kms.asked).isEmpty();
    }

    private static CannotRewrap assertKind(CannotRewrap.Kind kind, Runnable work) {
        var seen = new CannotRewrap[1];
        assertThatExceptionOfType(CannotRewrap.class)
                .isThrownBy(work::run)
                .satisfies(e -> seen[0] = e);
        assertThat(seen[0].kind()).isEqualTo(kind);
        return seen[0];
    }
}
