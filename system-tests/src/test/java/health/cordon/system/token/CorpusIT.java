package health.cordon.system.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.SignedJWT;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Nobody gets in by a token with a fault, and nobody learns which fault it was. */
@OnPlatform
class CorpusIT {
    private static final int AT_LEAST = 60;
    private final Platform platform;
    private final Organisation organisation;

    CorpusIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
    }

    @Test
    void isRefusedInOneShapeAndLeavesNothingInTheLog() throws Exception {
        var good = Corpus.good(platform.tokens(), organisation);
        assertThat(ask(good).status()).as("what all are made from").isEqualTo(200);
        var corpus = Corpus.of(platform.tokens(), organisation);
        assertThat(corpus).hasSizeGreaterThanOrEqualTo(AT_LEAST);

        var answers = new LinkedHashMap<String, Answer>();
        var counted = new SoftAssertions();
        for (var one : corpus.entrySet()) {
            var before = refusals("none");
            answers.put(one.getKey(), ask(one.getValue().token()));
            counted.assertThat(refusals("none").since(before))
                    .as(one.getKey())
                    .isEqualTo(Map.of(one.getValue().kind(), 1L));
        }

        System.out.printf("corpus     %d tokens refused%n", answers.size());
        answers.forEach(
                (fault, answer) ->
                        assertThat(answer.status()).as("%s: %s", fault, answer).isEqualTo(401));
        assertThat(answers.values().stream().map(Answer::indistinguishable).distinct()).hasSize(1);
        assertNothingLogged(corpus);
        counted.assertAll();
    }

    /** Well signed, each by a key that its issuer publishes: the algorithm alone decides. */
    @Test
    void isRefusedForItsAlgorithmAlone() throws Exception {
        try (var issuer = new HospitalIssuer()) {
            var small = RawSignature.newKey(Curve.P_256, "small");
            var large = RawSignature.newKey(Curve.P_521, "large");
            issuer.publish(small);
            issuer.publish(large);
            issuer.vouchFor(organisation, platform.platformAdmin());
            var rsa = RawSignature.of(issuer.key());
            for (var algorithm : List.of("RS256", "PS256")) {
                assertThat(ask(by(issuer, algorithm, "first", rsa)).status())
                        .as(algorithm)
                        .isEqualTo(200);
            }
            assertThat(ask(by(issuer, "ES256", "small", RawSignature.of(small))).status())
                    .isEqualTo(200);

            var before = refusals(organisation.id());
            var refused = new LinkedHashMap<String, String>();
            for (var algorithm : List.of("RS384", "RS512", "PS384", "PS512")) {
                var token = by(issuer, algorithm, "first", rsa);
                assertThat(SignedJWT.parse(token).verify(new RSASSAVerifier(issuer.key())))
                        .as("%s is well signed", algorithm)
                        .isTrue();
                refused.put(algorithm, token);
            }
            var token = by(issuer, "ES512", "large", RawSignature.of(large));
            assertThat(SignedJWT.parse(token).verify(new ECDSAVerifier(large))).isTrue();
            refused.put("ES512", token);

            refused.forEach(
                    (algorithm, bad) -> assertThat(ask(bad).status()).as(algorithm).isEqualTo(401));
            assertThat(refusals(organisation.id()).since(before))
                    .isEqualTo(Map.of("header", (long) refused.size()));
        }
    }

    private static String by(
            HospitalIssuer issuer, String algorithm, String keyId, PrivateKey key) {
        var header = "{\"alg\":\"%s\",\"typ\":\"JWT\",\"kid\":\"%s\"}";
        return new RawToken(header.formatted(algorithm, keyId), issuer.claims().build().toString())
                .signed(key);
    }

    private RefusalCount refusals(String organisation) throws Exception {
        return RefusalCount.in(metrics(), organisation);
    }

    @Test
    void isCountedByKindAndOrganisationAndLoggedWithTheTrace() throws Exception {
        assertThat(ask("garbage").status()).isEqualTo(401);
        var reader = organisation.reader();
        var answer = reader.delete("patients/x");
        assertThat(answer.status()).isEqualTo(403);

        assertThat(metrics()).contains("cordon_refusals_total{").contains("kind=\"malformed\"");
        var id = organisation.id();
        assertThat(metrics())
                .containsPattern("cordon_refusals_total.*kind=\"role\".*organisation=\"" + id);
        assertThat(log())
                .contains("refused: malformed, token ")
                .contains(
                        "refused: role, token none, trace %s, organisation %s"
                                .formatted(answer.header("trace-id"), id));
    }

    private String metrics() throws Exception {
        return platform.sandbox().metrics();
    }

    private void assertNothingLogged(Map<String, Corpus.Bad> corpus) throws IOException {
        var log = log();
        corpus.forEach(
                (fault, bad) -> {
                    for (var part : bad.token().split("[.]")) {
                        if (part.length() > 20) {
                            assertThat(log.contains(part.substring(0, 20))).as(fault).isFalse();
                        }
                    }
                });
    }

    private String log() throws IOException {
        var text = new StringBuilder();
        try (var files = Files.walk(platform.sandbox().home().logs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private Answer ask(String token) {
        return platform.api("").with("Authorization", "Bearer " + token).get("patients");
    }
}
