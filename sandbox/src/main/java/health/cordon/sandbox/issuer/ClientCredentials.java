package health.cordon.sandbox.issuer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's id and secret, as it was registered or as a caller claims. */
record ClientCredentials(String id, String secret) {
    private static final String BASIC = "Basic ";

    /** From the header, else from the form; both at once is a mistake, as RFC 6749 says. */
    static ClientCredentials claimed(@Nullable String authorization, Map<String, String> form) {
        if (authorization == null) {
            return new ClientCredentials(
                    form.getOrDefault("client_id", ""), form.getOrDefault("client_secret", ""));
        }
        if (form.containsKey("client_secret")) {
            throw OauthFault.invalidRequest();
        }
        return basic(authorization);
    }

    private static ClientCredentials basic(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw OauthFault.invalidClient();
        }
        try {
            var decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
            var parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
            if (parts.length == 2) {
                return new ClientCredentials(unescaped(parts[0]), unescaped(parts[1]));
            }
        } catch (IllegalArgumentException malformed) {
            // answered below, in the same words
        }
        throw OauthFault.invalidClient();
    }

    private static String unescaped(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    /** Takes the same time whatever is wrong; hashed, so that lengths do not show either. */
    boolean matches(ClientCredentials other) {
        return MessageDigest.isEqual(hash(id), hash(other.id))
                & MessageDigest.isEqual(hash(secret), hash(other.secret));
    }

    private static byte[] hash(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return sha256.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without the secret, so that no log line can ever hold it. */
    @Override
    public String toString() {
        return id;
    }
}
