package health.cordon.tenancy.http;

import health.cordon.tenancy.settings.NamedKeys;
import health.cordon.tenancy.settings.Settings;
import java.util.Map;
import javax.crypto.SecretKey;

/**
 * @param keys the keys that sign list cursors, by id; the first one signs, all of them verify, so
 *     that a key can be replaced while cursors are out
 */
public record CursorConfig(Map<String, SecretKey> keys) {
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
        return NamedKeys.parse(text, "HmacSHA256", bytes -> bytes >= KEY_BYTES)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "give id:base64 of at least 32 random bytes, several"
                                                + " separated by commas."));
    }
}
