package health.cordon.tenancy.keys;

import health.cordon.tenancy.settings.NamedKeys;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Master keys that the server holds itself, for places without a KMS.
 *
 * @param keys by id; the first is the newest and wraps, all of them unwrap
 */
public record LocalMasterKeys(Map<String, SecretKey> keys) {
    /** Nobody wraps here. */
    public static final LocalMasterKeys NONE = new LocalMasterKeys(Map.of());

    /** So that a DEK without a tag is not tried with any number of keys. */
    private static final int MOST = 8;

    private static final int BYTES = 32;

    /**
     * @param text {@code id:base64} of 32 random bytes each, the newest first, separated by commas
     * @throws IllegalArgumentException for anything else; says what to give
     */
    static LocalMasterKeys parse(String text) {
        var keys = NamedKeys.parse(text, "AES", bytes -> bytes == BYTES);
        if (keys.isEmpty() || keys.get().size() > MOST) {
            throw new IllegalArgumentException(
                    "give id:base64 of 32 random bytes, the newest first, at most 8 separated by"
                            + " commas.");
        }
        return new LocalMasterKeys(keys.get());
    }

    /** The one that wraps. */
    Optional<WrappingKey> newest() {
        return keys.keySet().stream().findFirst().map(WrappingKey.Local::new);
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    Collection<SecretKey> all() {
        return keys.values();
    }

    @Override
    public String toString() {
        return "local master keys " + keys.keySet();
    }
}
