package health.cordon.sandbox.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerServerTest {
    private static final String CLIENT = "cordon-sandbox";
    private static final String SECRET = "a+secret/of the:sandbox";
    private static final String NORTH = "org:north role:clinician";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path directory;
    private IssuerServer server;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        server = IssuerServer.start(0, directory, CLIENT, SECRET);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Tokens {
        @Test
        void nameTheTenantAndTheRole() throws Exception {
            var claims = verified("/tenants", token("/tenants", NORTH));

            assertThat(claims.getIssuer()).isEqualTo(server.endpoint() + "/tenants");
            assertThat(claims.getAudience()).containsExactly("cordon");
            assertThat(claims.getStringClaim("tenant_id")).isEqualTo("north");
            assertThat(claims.getStringListClaim("groups")).containsExactly("clinician");
            assertThat(claims.getSubject()).isEqualTo(CLIENT);
            var lifetime =
                    Duration.between(
                            claims.getIssueTime().toInstant(),
                            claims.getExpirationTime().toInstant());
            assertThat(lifetime).isEqualTo(Duration.ofHours(1));
        }

        @ParameterizedTest
        @ValueSource(strings = {"platform-admin", "auditor"})
        void ofThePlatformNameNoTenant(String role) throws Exception {
            var claims = verified("/platform", token("/platform", role));

            assertThat(claims.getStringListClaim("groups")).containsExactly(role);
            assertThat(claims.getClaim("tenant_id")).isNull();
        }

        @Test
        void haveIdsOfTheirOwn() throws Exception {
            var one = SignedJWT.parse(token("/platform", "auditor"));
            var two = SignedJWT.parse(token("/platform", "auditor"));

            assertThat(one.getJWTClaimsSet().getJWTID())
                    .isNotEqualTo(two.getJWTClaimsSet().getJWTID());
        }

        @Test
        void ofOneIssuerDoNotVerifyWithTheKeysOfTheOther() throws Exception {
            var token = token("/tenants", NORTH);

            assertThatExceptionOfType(BadJOSEException.class)
                    .isThrownBy(() -> verified("/platform", token));
        }
    }

    @Nested
    class Refusals {
        @Test
        void meetAWrongSecret() throws Exception {
            var answer = ask("/platform", basic(CLIENT, "wrong"), form("auditor"));

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(error(answer)).isEqualTo("invalid_client");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            assertThat(ask("/platform", basic("x", SECRET), form("auditor")).statusCode())
                    .isEqualTo(401);
            assertThat(ask("/platform", "Bearer x", form("auditor")).statusCode()).isEqualTo(401);
            assertThat(ask("/platform", "Basic ?", form("auditor")).statusCode()).isEqualTo(401);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", "clinician", "org:north role:clinician", "auditor org:north", "x"})
        void meetScopesThatThePlatformDoesNotGive(String scope) throws Exception {
            var answer = ask("/platform", basic(CLIENT, SECRET), form(scope));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer)).isEqualTo("invalid_scope");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "org:north",
                    "role:clinician",
                    "org:north role:platform-admin",
                    "org:north role:auditor",
                    "platform-admin",
                    "org:north org:south role:clinician",
                    "org:North role:clinician",
                    "org:-north role:clinician",
                    "org:no role:clinician",
                    "org:north role:clinician extra"
                })
        void meetScopesThatTheTenantsIssuerDoesNotGive(String scope) throws Exception {
            var answer = ask("/tenants", basic(CLIENT, SECRET), form(scope));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer)).isEqualTo("invalid_scope");
        }

        @Test
        void meetOtherGrantsAndDoubledFields() throws Exception {
            var password = "grant_type=password&scope=auditor";
            var doubled = form("auditor") + "&scope=platform-admin";

            assertThat(error(ask("/platform", basic(CLIENT, SECRET), password)))
                    .isEqualTo("unsupported_grant_type");
            assertThat(error(ask("/platform", basic(CLIENT, SECRET), doubled)))
                    .isEqualTo("invalid_request");
        }
    }

    @Nested
    class Documents {
        @Test
        void leadFromTheIssuerToItsKeys() throws Exception {
            var page = document("/tenants/.well-known/openid-configuration");
            var keys = fetch(URI.create(page.path("jwks_uri").asText()));

            assertThat(page.path("issuer").asText()).isEqualTo(server.endpoint() + "/tenants");
            assertThat(keys.headers().firstValue("Cache-Control")).hasValue("public, max-age=60");
            assertThat(JWKSet.parse(keys.body()).getKeys())
                    .singleElement()
                    .satisfies(key -> assertThat(key.isPrivate()).isFalse());
        }

        @Test
        void acceptTheSecretInTheFormToo() throws Exception {
            var form =
                    form("auditor") + "&client_id=" + CLIENT + "&client_secret=" + encoded(SECRET);

            assertThat(ask("/platform", null, form).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class OwnIssuers {
        @Test
        void areMadeOnceAndOutliveARestart() throws Exception {
            var address = JSON.readTree(make("north-id").body()).path("issuer").asText();
            assertThat(address).isEqualTo(server.endpoint() + "/own/north-id");
            var token = token("/own/north-id", NORTH);

            assertThat(verified("/own/north-id", token).getStringClaim("tenant_id"))
                    .isEqualTo("north");
            assertThatExceptionOfType(BadJOSEException.class)
                    .isThrownBy(() -> verified("/tenants", token));
            var keys = keys("/own/north-id").toString();
            assertThat(make("north-id").statusCode()).isEqualTo(200);
            restart();
            assertThat(keys("/own/north-id").toString()).isEqualTo(keys);
            assertThat(fetch(server.endpoint().resolve("/own/south-id/jwks")).statusCode())
                    .isEqualTo(404);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a", "../tenants", "North", "-north", "a b c"})
        void haveUsableNames(String name) throws Exception {
            assertThat(make(name).statusCode()).isEqualTo(400);
        }

        private HttpResponse<String> make(String name) throws Exception {
            return control("issuers", JSON.createObjectNode().put("name", name).toString());
        }
    }

    @Nested
    class SigningKeysOnDisk {
        @Test
        void outliveARestart() throws Exception {
            var before = token("/tenants", NORTH);
            var keys = keys("/tenants");

            restart();

            assertThat(keys("/tenants").toString()).isEqualTo(keys.toString());
            assertThat(kid(token("/tenants", NORTH))).isEqualTo(kid(before));
        }

        @Test
        void areReadableByTheirOwnerOnly() throws Exception {
            var permissions = Files.getPosixFilePermissions(directory.resolve("tenants.jwks.json"));

            assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
        }

        @Test
        void rotateWithoutBreakingOldTokens() throws Exception {
            var before = token("/tenants", NORTH);

            assertThat(control("rotate", "").statusCode()).isEqualTo(200);

            var after = token("/tenants", NORTH);
            assertThat(kid(after)).isNotEqualTo(kid(before));
            assertThat(verified("/tenants", before).getStringClaim("tenant_id")).isEqualTo("north");
            assertThat(verified("/tenants", after).getStringClaim("tenant_id")).isEqualTo("north");
            restart();
            assertThat(keys("/tenants").getKeys()).hasSize(2);
        }

        private String kid(String token) throws Exception {
            return SignedJWT.parse(token).getHeader().getKeyID();
        }
    }

    private void restart() throws IOException {
        server.close();
        server = IssuerServer.start(0, directory, CLIENT, SECRET);
    }

    private HttpResponse<String> control(String what, String body) throws Exception {
        return send(
                HttpRequest.newBuilder(server.endpoint().resolve("/_control/" + what))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String token(String realm, String scope) throws Exception {
        var answer = ask(realm, basic(CLIENT, SECRET), form(scope));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        return JSON.readTree(answer.body()).path("access_token").asText();
    }

    private JWTClaimsSet verified(String realm, String token) throws Exception {
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(
                        JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys(realm))));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder()
                                .issuer(server.endpoint() + realm)
                                .audience(List.of("cordon"))
                                .build(),
                        Set.of("sub", "iat", "nbf", "exp", "jti", "groups")));
        return processor.process(token, null);
    }

    private JWKSet keys(String realm) throws Exception {
        return JWKSet.parse(fetch(server.endpoint().resolve(realm + "/jwks")).body());
    }

    private JsonNode document(String path) throws Exception {
        return JSON.readTree(fetch(server.endpoint().resolve(path)).body());
    }

    private HttpResponse<String> fetch(URI url) throws Exception {
        return send(HttpRequest.newBuilder(url).GET());
    }

    private HttpResponse<String> ask(String realm, @Nullable String authorization, String form)
            throws Exception {
        var request =
                HttpRequest.newBuilder(server.endpoint().resolve(realm + "/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String id, String secret) {
        var pair = encoded(id) + ":" + encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(String scope) {
        return "grant_type=client_credentials&scope=" + encoded(scope);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String error(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body()).path("error").asText();
    }
}
