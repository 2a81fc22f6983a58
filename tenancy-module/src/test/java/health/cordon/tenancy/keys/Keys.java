package health.cordon.tenancy.keys;

import java.util.UUID;

/** Data keys for tests; the same seed gives the same key. */
public final class Keys {
    private static final int BYTES = 32;

    private Keys() {}

    public static DataKey key(int seed) {
        var bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (seed * 31 + i);
        }
        return new DataKey(new UUID(0, seed), bytes);
    }
}
