package health.cordon.system.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.system.platform.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A hospital's realm. It has the slug of its organisation, as has the client for its machines;
 * {@code ward} is the client that nurses sign in to, with access tokens for 5 s; {@code stray}
 * claims the neighbour, {@code greedy} a role of the platform.
 */
record Realm(Keycloak keycloak, String name, String secret) {
    static final String WARD = "ward";
    static final String CALLBACK = "http://127.0.0.1/callback";
    private static final String KEYS = "/components?type=org.keycloak.keys.KeyProvider";

    static Realm create(Keycloak keycloak, String organisation, String neighbour)
            throws IOException {
        var realm = new Realm(keycloak, organisation, UUID.randomUUID().toString());
        var file = Objects.requireNonNull(Realm.class.getResourceAsStream("realm.json"));
        try (file) {
            var text =
                    new String(file.readAllBytes(), UTF_8)
                            .replace("@organisation@", organisation)
                            .replace("@neighbour@", neighbour)
                            .replace("@secret@", realm.secret)
                            .replace("@callback@", CALLBACK);
            assertThat(realm.administer("POST", "", text.getBytes(UTF_8)).status()).isEqualTo(201);
        }
        return realm;
    }

    String issuer() {
        return keycloak.url("realms/" + name).toString();
    }

    /** A machine's access token. */
    String machine(String client) {
        var answer = token(client, Map.of("grant_type", "client_credentials"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.text("access_token");
    }

    /** The tokens of a nurse who has just signed in. */
    Answer nurse() {
        var code = new Browser(this).signIn("nurse", secret);
        var answer =
                token(
                        WARD,
                        Map.of(
                                "grant_type", "authorization_code",
                                "code", code,
                                "redirect_uri", CALLBACK));
        assertThat(answer.status()).as("%s", answer.status()).isEqualTo(200);
        return answer;
    }

    Answer refresh(Answer tokens) {
        return token(
                WARD,
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.text("refresh_token")));
    }

    private Answer token(String client, Map<String, String> grant) {
        var fields = new java.util.HashMap<>(grant);
        fields.put("client_id", client);
        fields.put("client_secret", secret);
        return keycloak.form("realms/" + name + "/protocol/openid-connect/token", fields);
    }

    /** As an administrator does who ends somebody's session. */
    void revoke(String session) {
        assertDone(administer("DELETE", name + "/sessions/" + session, new byte[0]));
    }

    /** From now on tokens are signed with a new key; the old one stays published. */
    void addKey() {
        var text =
                """
                {"name": "newer", "providerId": "rsa-generated",
                 "providerType": "org.keycloak.keys.KeyProvider",
                 "config": {"priority": ["200"], "enabled": ["true"], "active": ["true"]}}
                """;
        var answer = administer("POST", name + "/components", text.getBytes(UTF_8));
        assertThat(answer.status()).isEqualTo(201);
    }

    /** The key that the realm came with is no longer published. */
    void disableFirstKey() {
        var key = (ObjectNode) firstKey();
        key.withObject("config").putArray("enabled").add("false");
        var path = name + "/components/" + key.path("id").asText();
        assertDone(administer("PUT", path, key.toString().getBytes(UTF_8)));
    }

    private JsonNode firstKey() {
        for (var key : keycloak.administrator().get(name + KEYS).json()) {
            if (key.path("name").asText().equals("rsa-generated")) {
                return key;
            }
        }
        throw new AssertionError("no such key");
    }

    /** The key ids that the realm publishes for signatures. */
    List<String> published() {
        var keys = new health.cordon.system.platform.Client(keycloak.url(""), List.of());
        var path = "realms/" + name + "/protocol/openid-connect/certs";
        var kids = new java.util.ArrayList<String>();
        for (var key : keys.get(path).json().path("keys")) {
            if (key.path("use").asText().equals("sig")) {
                kids.add(key.path("kid").asText());
            }
        }
        return kids;
    }

    private Answer administer(String verb, String path, byte[] body) {
        var administrator = keycloak.administrator();
        return body.length == 0
                ? administrator.send(verb, path, body)
                : administrator.with("Content-Type", "application/json").send(verb, path, body);
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(204);
    }
}
