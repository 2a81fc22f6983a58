package health.cordon.sandbox.issuer;

import health.cordon.sandbox.standin.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Reads {@code application/x-www-form-urlencoded}; a field given twice is refused. */
final class Form {
    private static final String TYPE = "application/x-www-form-urlencoded";

    private Form() {}

    static Map<String, String> of(Request request) {
        var type = request.header("Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(TYPE)) {
            throw OauthFault.invalidRequest();
        }
        var fields = new HashMap<String, String>();
        for (var pair : new String(request.body(), StandardCharsets.UTF_8).split("&")) {
            var parts = pair.split("=", 2);
            var value = parts.length == 2 ? decoded(parts[1]) : "";
            if (fields.put(decoded(parts[0]), value) != null) {
                throw OauthFault.invalidRequest();
            }
        }
        return fields;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw OauthFault.invalidRequest();
        }
    }
}
