package health.cordon.tenancy.keys;

import java.security.MessageDigest;

/**
 * A DEK that was wrapped again and is not stored yet.
 *
 * @param dek as it was read
 */
public record Rewrapped(Dek dek, WrappedDek wrapped, byte[] fingerprint) {
    boolean hasFingerprint(byte[] known) {
        return MessageDigest.isEqual(known, fingerprint);
    }
}
