package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import health.cordon.tenancy.settings.EndpointPolicies;
import health.cordon.tenancy.token.TrustedIssuers.Trusted;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many are remembered; what makes one forgotten is in {@link TokenVerifierTest}. */
class VerifiedTokensTest {
    private static final int MOST = 50;
    private static final Caller CALLER =
            new Caller("someone", false, Set.of("clinician"), List.of("north"), null);

    private final TrustedIssuers issuers = new TrustedIssuers();
    private final KeyRefreshThreads threads = new KeyRefreshThreads();
    private final VerifiedTokens verified = new VerifiedTokens(MOST);
    private TestIssuer issuer;

    @BeforeEach
    void start() throws Exception {
        issuer = new TestIssuer(TestIssuer.newKey("first"));
        issuers.config =
                new TokenConfig(
                        issuer.url(),
                        issuer.url(),
                        TestIssuer.AUDIENCE,
                        "tenant_id",
                        RoleNames.parse("doctors=clinician"),
                        Duration.ofHours(24),
                        EndpointPolicies.sandbox());
        issuers.trust = Trust.of(new TrustConfig(List.of()));
        issuers.threads = threads;
        issuers.start();
        verified.issuers = issuers;
    }

    @AfterEach
    void stop() {
        issuers.stop();
        threads.stop();
        issuer.close();
    }

    @Test
    void areSoManyAtMost() throws Exception {
        for (int i = 0; i < 10 * MOST; i++) {
            keep(i);
        }

        // The cache takes out what is too much a moment later, on a thread of its own.
        await().atMost(Duration.ofSeconds(10)).until(() -> known(10 * MOST) <= MOST);
        assertThat(known(10 * MOST)).isPositive();
    }

    @Test
    void areAllKnownUpToThere() throws Exception {
        for (int i = 0; i < MOST; i++) {
            keep(i);
        }

        assertThat(known(MOST)).isEqualTo(MOST);
    }

    private void keep(int number) throws Exception {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first").build();
        var claims =
                new JWTClaimsSet.Builder()
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build();
        var keys = trusted().issuer().keys(header);
        verified.keep(fingerprint(number), header, keys, trusted(), claims, CALLER);
    }

    private Trusted trusted() {
        return issuers.find(issuer.url().toString()).orElseThrow();
    }

    private long known(int of) {
        return IntStream.range(0, of).filter(this::isKnown).count();
    }

    private boolean isKnown(int number) {
        return verified.find(fingerprint(number)) != null;
    }

    private static Fingerprint fingerprint(int number) {
        return Fingerprint.of("token " + number);
    }
}
