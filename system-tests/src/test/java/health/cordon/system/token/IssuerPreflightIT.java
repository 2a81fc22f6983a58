package health.cordon.system.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An issuer is tried before an organisation's people depend on it. */
@OnPlatform
class IssuerPreflightIT {
    private final Platform platform;
    private final Client admin;
    private final Organisation organisation;
    private final HospitalIssuer issuer = new HospitalIssuer();
    private Footprint before = new Footprint("", List.of());

    private record Footprint(String view, List<String> trail) {}

    IssuerPreflightIT(Platform platform) {
        this.platform = platform;
        admin = platform.platformAdmin();
        organisation = platform.organisation();
    }

    @BeforeEach
    void remember() {
        before = footprint();
    }

    @AfterEach
    void givingItUpIsNeverRefused() {
        var back = change(null, null);
        assertThat(back.status()).as("%s", back).isEqualTo(200);
        assertThat(organisation.reader().get("patients").status()).isEqualTo(200);
        issuer.close();
    }

    @Test
    void letsAGoodOneThroughAndSaysWhatItSaw() {
        issuer.publish(HospitalIssuer.newKey("second").toPublicJWK());

        var answer = change(issuer.name(), null);

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(check(answer).path("outcome").asText()).isEqualTo("passed");
        assertThat(check(answer).path("evidence").asText()).endsWith("signed with: 2");
        assertThat(platform.api(issuer.token()).get("patients").status()).isEqualTo(200);
    }

    @Test
    void looksAtNoneThatStays() {
        assertThat(change(issuer.name(), null).status()).isEqualTo(200);
        issuer.hangFromTheStart(true);

        var answer = change(issuer.name(), "ehr");

        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json().path("checks")).isEmpty();
        assertThat(answer.text("oidcAudience")).isEqualTo("ehr");
    }

    @Test
    void looksAtNoneThatVouchesForAnother() {
        issuer.vouchFor(platform.organisation(), admin);
        int asked = issuer.discovered();
        issuer.hangFromTheStart(true);

        var answer = change(issuer.name(), null);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:conflict");
        assertThat(answer.json().has("checks")).isFalse();
        assertThat(issuer.discovered()).isEqualTo(asked);
    }

    @Nested
    class Refuses {
        @Test
        void oneThatIsNotReachable() {
            issuer.close();

            assertRefused("cannot be read", "this node reaches it");
        }

        @Test
        void oneThatHangs() {
            issuer.hangFromTheStart(true);
            assertSoonRefused();
        }

        @Test
        void oneWhoseKeysHang() {
            issuer.hang(true);
            assertSoonRefused();
        }

        private void assertSoonRefused() {
            long begin = System.nanoTime();
            assertRefused("cannot be read", "within 2 s");
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isLessThan(Duration.ofSeconds(15));
        }

        @Test
        void oneOfAnotherName() {
            issuer.discovery(issuer.name() + "/realm", issuer.name() + "/keys");

            assertRefused("names another issuer", "exactly as its discovery document");
        }

        @Test
        void oneWhoseKeysAreElsewhere() {
            try (var elsewhere = new HospitalIssuer()) {
                issuer.discovery(issuer.name(), elsewhere.name() + "/keys");

                assertRefused("not on the issuer's own host", "same scheme, host and port");
                assertThat(elsewhere.asked()).isZero();
            }
        }

        @Test
        void oneWithoutAKeySet() {
            issuer.discovery(issuer.name(), issuer.name() + "/.well-known/openid-configuration");

            assertRefused("no key set at its jwks_uri", "2048 bits");
        }

        @Test
        void oneWithoutAKey() {
            issuer.withdraw("first");

            assertRefused("no key that tokens may be signed with", "2048 bits");
        }

        @Test
        void oneWithoutAnAcceptedKey() throws Exception {
            issuer.withdraw("first");
            issuer.publish(new RSAKeyGenerator(1_024, true).generate());
            issuer.publish(new ECKeyGenerator(Curve.P_384).generate());

            assertRefused("no key that tokens may be signed with", "P-256");
        }
    }

    private void assertRefused(String evidence, String remedy) {
        var answer = change(issuer.name(), null);
        assertThat(answer.status()).as("%s", answer).isEqualTo(409);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:cordon:problem:preflight-failed");
        assertFailed(check(answer), evidence, remedy);
        assertThat(footprint()).isEqualTo(before);
        assertThat(organisation.reader().get("patients").status()).isEqualTo(200);
    }

    private static void assertFailed(JsonNode check, String evidence, String remedy) {
        assertThat(check.path("outcome").asText()).isEqualTo("failed");
        assertThat(check.path("passed").asBoolean()).isFalse();
        assertThat(check.path("evidence").asText()).contains(evidence);
        assertThat(check.path("remedy").asText()).contains(remedy);
    }

    @Test
    void isPartOfAVerification() {
        assertThat(checks(verify())).noneMatch(IssuerPreflightIT::isAboutTheIssuer);
        assertThat(change(issuer.name(), null).status()).isEqualTo(200);

        var good = verify();
        assertThat(good.json().path("passed").asBoolean()).as("%s", good).isTrue();
        assertThat(check(good).path("outcome").asText()).isEqualTo("passed");

        issuer.withdraw("first");
        var bad = verify();
        assertThat(bad.json().path("passed").asBoolean()).isFalse();
        assertFailed(check(bad), "no key that tokens may be signed with", "2048 bits");
    }

    /** A plain UPDATE is not looked at, so it may set what no administrator could. */
    @Test
    void isPartOfAVerificationOfAnIssuerThatNobodyMayHave() {
        platform.platformDatabase()
                .execute(
                        "UPDATE organisation SET oidc_issuer = 'https://id.example.com' WHERE id ="
                                + " '%s'".formatted(organisation.id()));

        assertFailed(check(verify()), "nobody may have this issuer", "cannot be mixed");
    }

    private Answer verify() {
        var answer = admin.post(path() + "/verification", Map.of());
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer;
    }

    private static JsonNode check(Answer answer) {
        return checks(answer).stream()
                .filter(IssuerPreflightIT::isAboutTheIssuer)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no check of the issuer in " + answer));
    }

    private static boolean isAboutTheIssuer(JsonNode check) {
        return check.path("name").asText().equals("issuer");
    }

    private static List<JsonNode> checks(Answer answer) {
        return StreamSupport.stream(answer.json().path("checks").spliterator(), false).toList();
    }

    private Footprint footprint() {
        return new Footprint(
                admin.get(path()).text(),
                platform.platformDatabase()
                        .column(
                                "SELECT verb FROM audit_record WHERE tenant_id = '%s'"
                                        .formatted(organisation.id())));
    }

    private Answer change(@Nullable String oidcIssuer, @Nullable String audience) {
        var current = admin.get(path());
        var change = new HashMap<String, @Nullable String>();
        change.put("name", current.text("name"));
        change.put("oidcIssuer", oidcIssuer);
        change.put("oidcAudience", audience);
        return admin.put(path(), current.etag(), change);
    }

    private String path() {
        return "organisations/" + organisation.slug();
    }
}
