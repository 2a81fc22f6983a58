package health.cordon.sandbox.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.Request;
import java.util.Map;

/** The pages of one issuer: discovery, keys, tokens. */
final class IssuerEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TYPE = "Content-Type";
    private static final String JSON_TYPE = "application/json";
    private static final String CACHE = "Cache-Control";

    private final Issuer issuer;
    private final ClientCredentials client;

    IssuerEndpoint(Issuer issuer, ClientCredentials client) {
        this.issuer = issuer;
        this.client = client;
    }

    boolean owns(Request request) {
        return request.path().startsWith(issuer.realm().path() + "/");
    }

    Answer answer(Request request) {
        var page = request.method() + request.path().substring(issuer.realm().path().length());
        return switch (page) {
            case "GET/.well-known/openid-configuration" -> cacheable(discovery(), 300);
            // Short, so that a rotated key is known soon even to those who do not ask again.
            case "GET/jwks" -> cacheable(JSON.valueToTree(publishedKeys()), 60);
            case "POST/token" -> token(request);
            default -> Answer.empty(404);
        };
    }

    private Map<String, Object> publishedKeys() {
        return issuer.keys().published().toJSONObject(true);
    }

    private ObjectNode discovery() {
        var page =
                JSON.createObjectNode()
                        .put("issuer", issuer.name())
                        .put("jwks_uri", issuer.name() + "/jwks")
                        .put("token_endpoint", issuer.name() + "/token");
        page.putArray("grant_types_supported").add("client_credentials");
        page.putArray("response_types_supported").add("token");
        page.putArray("subject_types_supported").add("public");
        page.putArray("id_token_signing_alg_values_supported").add("RS256");
        page.putArray("token_endpoint_auth_methods_supported")
                .add("client_secret_basic")
                .add("client_secret_post");
        return page;
    }

    private Answer token(Request request) {
        try {
            return uncached(200, granted(request));
        } catch (OauthFault refused) {
            return uncached(
                    refused.status(), JSON.createObjectNode().put("error", refused.error()));
        }
    }

    private ObjectNode granted(Request request) {
        var form = Form.of(request);
        if (!client.matches(ClientCredentials.claimed(request.header("Authorization"), form))) {
            throw OauthFault.invalidClient();
        }
        if (!"client_credentials".equals(form.get("grant_type"))) {
            throw OauthFault.unsupportedGrantType();
        }
        var scope = form.getOrDefault("scope", "");
        var token = issuer.token(client.id(), issuer.realm().entitlement(scope));
        return JSON.createObjectNode()
                .put("access_token", token)
                .put("token_type", "Bearer")
                .put("expires_in", Issuer.LIFETIME.toSeconds())
                .put("scope", scope);
    }

    private static Answer cacheable(ObjectNode page, int seconds) {
        var cache = "public, max-age=" + seconds;
        return Answer.json(200, page, Map.of(TYPE, JSON_TYPE, CACHE, cache));
    }

    private static Answer uncached(int status, ObjectNode body) {
        var challenge = Map.of(TYPE, JSON_TYPE, CACHE, "no-store", "WWW-Authenticate", "Basic");
        var plain = Map.of(TYPE, JSON_TYPE, CACHE, "no-store");
        return Answer.json(status, body, status == 401 ? challenge : plain);
    }
}
