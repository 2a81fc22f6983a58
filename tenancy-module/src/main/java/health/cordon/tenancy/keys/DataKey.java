package health.cordon.tenancy.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A handle of a DEK. The plain bytes are the cache's: when they are wiped there, the next use asks
 * for them again, and finds out whether it still may. Never serialised, never printed.
 */
public final class DataKey {
    /** Turns out where the bytes are; may call KMS. */
    interface Source extends Supplier<KeyMaterial> {}

    /** What is done with a key while it lies open. */
    interface Use<T> {
        T with(SecretKey key) throws GeneralSecurityException;
    }

    private final UUID id;
    private final Source source;
    private volatile KeyMaterial material;

    DataKey(UUID id, KeyMaterial material, Source source) {
        this.id = id;
        this.material = material;
        this.source = source;
    }

    public UUID id() {
        return id;
    }

    <T> T aes(Use<T> use) {
        return use("AES", use);
    }

    <T> T hmac(Use<T> use) {
        return use("HmacSHA256", use);
    }

    /**
     * @throws IllegalStateException when what is done with the key fails
     */
    private <T> T use(String algorithm, Use<T> use) {
        var copy = copy();
        try {
            return use.with(new SecretKeySpec(copy, algorithm));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a DEK does not fit what it was used on", e);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    private byte[] copy() {
        var copy = material.copy();
        while (copy.isEmpty()) {
            material = source.get();
            copy = material.copy();
        }
        return copy.get();
    }

    @Override
    public String toString() {
        return "DataKey " + id;
    }
}
