package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.settings.EndpointPolicies;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outside of a sandbox an issuer is on a host of the list, whoever has named it. */
class AllowedIssuersTest {
    private static final String ALLOWED = "https://id.example.invalid/realms/north";
    private static final Trust TRUST = Trust.of(new TrustConfig(List.of()));

    private final TokenConfig config =
            new TokenConfig(
                    URI.create("https://id.example.invalid/platform"),
                    URI.create("https://id.example.invalid/tenants"),
                    TestIssuer.AUDIENCE,
                    "tenant_id",
                    RoleNames.BUILT_IN,
                    Duration.ofHours(1),
                    EndpointPolicies.of(Map.of("ALLOWED_ENDPOINT_HOSTS", "id.example.invalid")));
    private final KeyRefreshThreads threads = new KeyRefreshThreads();
    private final TrustedIssuers issuers = new TrustedIssuers();

    AllowedIssuersTest() {
        issuers.config = config;
        issuers.trust = TRUST;
        issuers.threads = threads;
        issuers.start();
    }

    @AfterEach
    void stop() {
        issuers.stop();
        threads.stop();
    }

    @Test
    void mayBeOnAHostOfTheList() {
        assertThat(config.issuerOfOrganisation(ALLOWED)).hasToString(ALLOWED);
        named(ALLOWED);
        assertThat(issuers.find(ALLOWED)).isPresent();
    }

    /** As over REST: the preflight looks at an issuer before an organisation gets it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.invalid",
                "https://id.example.invalid.evil.invalid",
                "https://169.254.169.254",
                "http://127.0.0.1:8080",
                "http://id.example.invalid"
            })
    void areNotTriedElsewhere(String address) {
        var probe = new IssuerProbe();
        probe.config = config;
        probe.trust = TRUST;
        probe.open();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> probe.usableKeys("the issuer", address));
    }

    /** As by SQL, where nobody looks first: the row is read and the issuer passed over. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.invalid",
                "https://id.example.invalid.evil.invalid",
                "https://169.254.169.254",
                "http://127.0.0.1:8080",
                "http://id.example.invalid"
            })
    void areNotBelievedElsewhere(String address) {
        named(address);
        assertThat(issuers.find(address)).isEmpty();
    }

    private void named(String address) {
        var north = Tenants.tenant("north").issuer(address).build();
        issuers.refresh(new OrganisationsRefreshed(Tenants.organisations(north)));
    }
}
