package health.cordon.tenancy.keys;

import java.util.UUID;

/** Data keys for tests; the same seed gives the same key. */
public final class Keys {
    private static final int BYTES = 32;

    private Keys() {}

    public static DataKey key(int seed) {
        return of(new UUID(0, seed), bytes(seed));
    }

    /** What is in it. */
    static byte[] bytes(int seed) {
        var bytes = new byte[BYTES];
        for (int i = 0; i < BYTES; i++) {
            bytes[i] = (byte) (seed * 31 + i);
        }
        return bytes;
    }

    /** One that is never wiped. */
    public static DataKey of(UUID id, byte[] bytes) {
        var material = new KeyMaterial(bytes, Integer.MAX_VALUE);
        return new DataKey(id, material, () -> material);
    }
}
