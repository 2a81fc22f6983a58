package health.cordon.tenancy.keys;

import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** An unwrapped DEK; never serialised, never printed. */
public final class DataKey {
    private final UUID id;
    private final byte[] bytes;

    DataKey(UUID id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes.clone();
    }

    public UUID id() {
        return id;
    }

    SecretKey aes() {
        return new SecretKeySpec(bytes, "AES");
    }

    SecretKey hmac() {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    @Override
    public String toString() {
        return "DataKey " + id;
    }
}
