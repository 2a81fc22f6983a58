package health.cordon.tenancy.settings;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Secret keys in a setting: {@code id:base64}, several separated by commas. */
public final class NamedKeys {
    private static final Pattern ID = Pattern.compile("[a-z0-9]{1,16}");

    private NamedKeys() {}

    /**
     * The keys by id, in the order of the text; empty when the text has another form.
     *
     * @param algorithm what they are for, by its name in Java
     * @param length whether a key of so many bytes will do
     */
    public static Optional<Map<String, SecretKey>> parse(
            String text, String algorithm, IntPredicate length) {
        var keys = new LinkedHashMap<String, SecretKey>();
        for (var entry : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon < 0 || !ID.matcher(entry.substring(0, colon)).matches()) {
                return Optional.empty();
            }
            var key = key(entry.substring(colon + 1), algorithm, length);
            if (key.isEmpty() || keys.put(entry.substring(0, colon), key.get()) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(Collections.unmodifiableMap(keys));
    }

    private static Optional<SecretKey> key(String base64, String algorithm, IntPredicate length) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return length.test(bytes.length)
                    ? Optional.of(new SecretKeySpec(bytes, algorithm))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
