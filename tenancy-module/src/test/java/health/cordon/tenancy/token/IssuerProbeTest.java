package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import health.cordon.tenancy.settings.EndpointPolicies;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerProbeTest {
    private static final RSAKey KEY = newKey();

    private final IssuerProbe probe = new IssuerProbe();
    private final TestIssuer issuer = new TestIssuer(KEY);

    IssuerProbeTest() throws IOException {
        probe.trust = Trust.of(new TrustConfig(List.of()));
        probe.config =
                new TokenConfig(
                        URI.create("http://127.0.0.1:1/platform"),
                        URI.create("http://127.0.0.1:1/tenants"),
                        TestIssuer.AUDIENCE,
                        "tenant_id",
                        RoleNames.BUILT_IN,
                        Duration.ofHours(1),
                        EndpointPolicies.sandbox());
        probe.open();
    }

    private static RSAKey newKey() {
        try {
            return TestIssuer.newKey("first");
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private int usableKeys() throws IssuerRefused {
        return probe.usableKeys("the issuer", issuer.url().toString());
    }

    private void assertFault(IssuerFault fault) {
        assertThatExceptionOfType(IssuerRefused.class)
                .isThrownBy(this::usableKeys)
                .extracting(IssuerRefused::fault)
                .isEqualTo(fault);
    }

    @Test
    void findsTheKeysThatTokensMayBeSignedWith() throws Exception {
        assertThat(usableKeys()).isEqualTo(1);
        issuer.publish(new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).generate());
        issuer.publish(
                new RSAKey.Builder(KEY).keyID("second").algorithm(JWSAlgorithm.PS256).build());
        assertThat(usableKeys()).isEqualTo(3);
    }

    /** Keys that no token of ours may be signed with. */
    enum Useless {
        FOR_ENCRYPTION,
        OF_ANOTHER_ALGORITHM,
        OF_ANOTHER_CURVE,
        WEAK,
        SECRET;

        JWK key() throws JOSEException {
            return switch (this) {
                case FOR_ENCRYPTION -> new RSAKey.Builder(KEY).keyUse(KeyUse.ENCRYPTION).build();
                case OF_ANOTHER_ALGORITHM ->
                        new RSAKey.Builder(KEY).algorithm(JWSAlgorithm.RS512).build();
                case OF_ANOTHER_CURVE -> new ECKeyGenerator(Curve.P_384).generate();
                case WEAK -> new RSAKeyGenerator(1_024, true).generate();
                case SECRET -> new OctetSequenceKeyGenerator(256).generate();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsNoOther(Useless useless) throws Exception {
        issuer.withdraw();
        issuer.publish(useless.key());
        assertFault(IssuerFault.NO_USABLE_KEY);
    }

    @Test
    void tellsWhatIsWrongWithTheDocument() {
        issuer.discovery("not json");
        assertFault(IssuerFault.NO_DOCUMENT);
        issuer.discovery("{}");
        assertFault(IssuerFault.ANOTHER_NAME);
        issuer.discovery(TestIssuer.document(issuer.url() + "/", issuer.url() + "/keys"));
        assertFault(IssuerFault.ANOTHER_NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/keys",
                "http://localhost:%d/keys",
                "https://127.0.0.1:%d/keys",
                "http://x@127.0.0.1:%d/keys",
                "file:///etc/passwd",
                "//127.0.0.1:%d/keys",
                "/keys",
                "",
                "\\"
            })
    void takesKeysOfItsOwnHostAlone(String keys) {
        issuer.discovery(
                TestIssuer.document(
                        issuer.url().toString(),
                        keys.replace("%d", String.valueOf(issuer.url().getPort()))));
        assertFault(keys.equals("\\") ? IssuerFault.NO_DOCUMENT : IssuerFault.KEYS_ELSEWHERE);
        assertThat(issuer.keyRequests()).isZero();
    }

    @Test
    void tellsThatItIsAway() {
        issuer.status(500);
        assertFault(IssuerFault.AWAY);
        issuer.close();
        assertFault(IssuerFault.AWAY);
    }

    @Test
    void tellsThatItHangs() {
        issuer.hang();
        assertFault(IssuerFault.AWAY);
        issuer.hangFromTheStart();
        assertFault(IssuerFault.AWAY);
    }

    @Test
    void callsNobodyElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.usableKeys("the issuer", "https://id.example.com"));
    }
}
