package health.cordon.tenancy.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Base64;
import java.util.List;

/**
 * Takes a token out of where tools put it that know user names and passwords alone: it is the
 * password of the user {@code token}.
 */
final class TokenAsPassword {
    private static final String SCHEME = "Basic ";
    private static final String USER = "token:";

    private TokenAsPassword() {}

    /** The same headers, unless it is one with such a password; that becomes a bearer token. */
    static List<String> unwrapped(List<String> authorization) {
        if (authorization.size() != 1
                || !authorization.get(0).regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return authorization;
        }
        var pair = decoded(authorization.get(0).substring(SCHEME.length()).strip());
        return pair.startsWith(USER)
                ? List.of("Bearer " + pair.substring(USER.length()))
                : authorization;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
