package health.cordon.tenancy.connection;

import health.cordon.tenancy.settings.NamedKeys;
import health.cordon.tenancy.settings.Settings;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * What seals connections.
 *
 * @param keys by id; the first is the newest and seals, all of them open
 */
public record ConnectionKeys(Map<String, SecretKey> keys) {
    private static final int MOST = 8;
    private static final int BYTES = 32;

    public static ConnectionKeys from(Settings settings) {
        return settings.optional("CONNECTION_ENCRYPTION_KEYS", ConnectionKeys::parse)
                .orElse(new ConnectionKeys(Map.of()));
    }

    /**
     * @param text {@code id:base64} of 32 random bytes each, the newest first, separated by commas
     * @throws IllegalArgumentException for anything else; says what to give
     */
    static ConnectionKeys parse(String text) {
        var keys = NamedKeys.parse(text, "AES", bytes -> bytes == BYTES);
        if (keys.isEmpty() || keys.get().size() > MOST) {
            throw new IllegalArgumentException(
                    "give id:base64 of 32 random bytes, the newest first, at most 8 separated by"
                            + " commas.");
        }
        return new ConnectionKeys(keys.get());
    }

    /** The id of the one that seals; nothing where no connection can be kept. */
    Optional<String> newest() {
        return keys.keySet().stream().findFirst();
    }

    Optional<SecretKey> find(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "connection keys " + keys.keySet();
    }
}
