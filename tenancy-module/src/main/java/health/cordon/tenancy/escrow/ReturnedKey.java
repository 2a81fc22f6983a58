package health.cordon.tenancy.escrow;

import health.cordon.tenancy.keys.Dek;
import java.util.UUID;

/**
 * A data key that comes back from escrow.
 *
 * @param plain 32 bytes, the caller's to wipe
 */
public record ReturnedKey(UUID dek, Dek.Purpose purpose, byte[] plain) {
    /** Leaves the key out. */
    @Override
    public String toString() {
        return "ReturnedKey[" + dek + "]";
    }
}
