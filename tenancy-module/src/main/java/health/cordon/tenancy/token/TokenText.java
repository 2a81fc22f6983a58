package health.cordon.tenancy.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads what a token says before anything of it is believed.
 *
 * <p>Where parsers differ, an attacker gains: a name that stands twice in an object is refused, and
 * so is each header parameter that offers us a key or an extension (RFC 8725, section 3).
 */
final class TokenText {
    private static final int MAX_CHARS = 8_192;
    private static final int MAX_DEPTH = 10;
    private static final Set<String> PARAMETERS =
            Set.of("alg", "typ", "kid", "cty", "x5t", "x5t#S256");

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build();

    private TokenText() {}

    static SignedJWT parse(String token) throws TokenRefused {
        if (token.length() > MAX_CHARS) {
            throw new TokenRefused(Fault.MALFORMED);
        }
        try {
            var jwt = SignedJWT.parse(token);
            for (var part : jwt.getParsedParts()) {
                requireCanonical(part);
            }
            requirePlain(names(jwt.getParsedParts()[0]));
            names(jwt.getParsedParts()[1]);
            return jwt;
        } catch (ParseException | IOException | IllegalArgumentException e) {
            throw new TokenRefused(Fault.MALFORMED, e);
        }
    }

    /** The decoder skips what is not of the alphabet; what was signed is the text as it stands. */
    private static void requireCanonical(Base64URL part) {
        if (!Base64URL.encode(part.decode()).equals(part)) {
            throw new IllegalArgumentException("not canonical");
        }
    }

    /** The names of an object, as they stand there; the parser refuses one that stands twice. */
    private static Set<String> names(Base64URL part) throws IOException {
        var names = new HashSet<String>();
        try (var json = JSON.createParser(part.decode())) {
            while (json.nextToken() != null) {
                if (json.hasToken(JsonToken.FIELD_NAME)
                        && json.getParsingContext().getParent().inRoot()) {
                    names.add(json.currentName());
                }
            }
        }
        return names;
    }

    /** By what was sent, not by what the library made of it. */
    private static void requirePlain(Set<String> parameters) throws TokenRefused {
        if (!PARAMETERS.containsAll(parameters)) {
            throw new TokenRefused(Fault.HEADER);
        }
    }
}
