package health.cordon.tenancy.http;

import health.cordon.tenancy.settings.Settings;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * @param keys the keys that sign list cursors, by id; the first one signs, all of them verify, so
 *     that a key can be replaced while cursors are out
 */
public record CursorConfig(Map<String, SecretKey> keys) {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,16}");
    private static final int KEY_BYTES = 32;

    public static CursorConfig from(Settings settings) {
        return new CursorConfig(
                settings.required(
                        "CURSOR_KEYS",
                        CursorConfig::parse,
                        "k1:QSBrZXkgb2YgMzIgcmFuZG9tIGJ5dGVzLCBiYXNlNjQ="));
    }

    String signingId() {
        return keys.keySet().iterator().next();
    }

    private static Map<String, SecretKey> parse(String text) {
        var keys = new LinkedHashMap<String, SecretKey>();
        for (var entry : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon < 0 || !ID.matcher(entry.substring(0, colon)).matches()) {
                throw invalid();
            }
            keys.put(entry.substring(0, colon), key(entry.substring(colon + 1)));
        }
        return keys;
    }

    private static SecretKey key(String base64) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid();
        }
        if (bytes.length < KEY_BYTES) {
            throw invalid();
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException(
                "give id:base64 of at least 32 random bytes, several separated by commas.");
    }
}
