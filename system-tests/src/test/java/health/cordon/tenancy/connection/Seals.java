package health.cordon.tenancy.connection;

import java.util.Base64;

/** Seals and opens what the platform keeps, with keys that a test names. */
public final class Seals {
    private Seals() {}

    /**
     * @param keys as {@code CONNECTION_ENCRYPTION_KEYS} has them
     */
    public static ConnectionSeal with(String keys) {
        var seal = new ConnectionSeal();
        seal.connectionKeys = ConnectionKeys.parse(keys);
        return seal;
    }

    /**
     * @param key 32 letters
     */
    public static ConnectionSeal with(String id, String key) {
        return with(
                id
                        + ":"
                        + Base64.getEncoder()
                                .encodeToString(
                                        key.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    }
}
