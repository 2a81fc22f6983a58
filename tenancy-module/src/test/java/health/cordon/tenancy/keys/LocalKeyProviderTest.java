package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LocalKeyProviderTest {
    private static final DekAddress ADDRESS = address(1, Dek.Purpose.PATIENT, 2);

    /** Made by OpenSSL: AES-256-GCM under the octets 0 to 31, of {@code Keys.bytes(1)}. */
    private static final String LEGACY =
            "oKGio6Slpqeoqaqr+ThdD2bvJ5lFTa75LFbt8F+caCKhg3daqzYfvESXSD8IScKYGOwKfIpkG+bLi/fe";

    private static final String LOCAL =
            "local:k1|oKGio6Slpqeoqaqr-ThdD2bvJ5lFTa75LFbt8F-caCKhg3daqzYfvESXSD9ChrwD_jT5gr5Xngk81MUz";

    private static final String K1 = "k1:" + Base64.getEncoder().encodeToString(octets(0));
    private static final String K2 = "k2:" + Base64.getEncoder().encodeToString(octets(100));

    private static DekAddress address(long organisation, Dek.Purpose purpose, long id) {
        return new DekAddress(
                new OrganisationId(new UUID(organisation, organisation)),
                purpose,
                new UUID(id, id));
    }

    private static byte[] octets(int first) {
        var octets = new byte[32];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (first + i);
        }
        return octets;
    }

    private static LocalKeyProvider with(String masterKeys) {
        var settings = new Settings(Map.of("LOCAL_MASTER_KEYS", masterKeys)::get);
        var provider = new LocalKeyProvider();
        provider.keyConfig = KeyConfig.from(settings, EndpointPolicy.from(settings));
        settings.check();
        return provider;
    }

    @Test
    void unwrapsWhatAnotherImplementationWrapped() {
        var provider = with(K2 + "," + K1);
        assertThat(provider.unwrap(WrappedDek.parse(LOCAL), ADDRESS)).isEqualTo(Keys.bytes(1));
        assertThat(provider.unwrap(WrappedDek.parse(LEGACY), ADDRESS)).isEqualTo(Keys.bytes(1));
    }

    @Test
    void wrapsWithTheNewestAndUnwrapsWithAll() {
        var before = with(K1);
        var made = before.generate((WrappingKey.Local) before.keyConfig.localKey(), ADDRESS);
        assertThat(made.wrapped().text()).startsWith("local:k1|");
        var after = with(K2 + "," + K1);
        assertThat(after.keyConfig.localKey().name()).isEqualTo("local:k2");
        assertThat(after.unwrap(WrappedDek.parse(made.wrapped().text()), ADDRESS))
                .isEqualTo(made.plain());
    }

    static Stream<DekAddress> otherAddresses() {
        return Stream.of(
                address(3, Dek.Purpose.PATIENT, 2),
                address(1, Dek.Purpose.INDEX, 2),
                address(1, Dek.Purpose.PATIENT, 3));
    }

    @ParameterizedTest
    @MethodSource("otherAddresses")
    void unwrapsNothingWhereItWasMovedTo(DekAddress elsewhere) {
        var provider = with(K1);
        assertThatIllegalStateException()
                .isThrownBy(() -> provider.unwrap(WrappedDek.parse(LOCAL), elsewhere));
    }

    @Test
    void unwrapsNothingWithAnotherKey() {
        var provider = with(K2);
        assertThatIllegalStateException()
                .isThrownBy(() -> provider.unwrap(WrappedDek.parse(LOCAL), ADDRESS));
        assertThatIllegalStateException()
                .isThrownBy(() -> provider.unwrap(WrappedDek.parse(LEGACY), ADDRESS));
        var renamed = "local:k2" + LOCAL.substring("local:k1".length());
        assertThatIllegalStateException()
                .isThrownBy(() -> provider.unwrap(WrappedDek.parse(renamed), ADDRESS));
    }
}
