package health.cordon.tenancy.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a DEK is the one that a row was made with: HMAC-SHA-256 (RFC 2104) under the DEK
 * over its address. It says nothing of the DEK, which is random, and the same DEK has another one
 * elsewhere.
 */
final class DekFingerprint {
    private static final String LABEL = "cordon dek fingerprint\0";

    private DekFingerprint() {}

    static byte[] of(byte[] plain, DekAddress address) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(plain, "HmacSHA256"));
            mac.update(LABEL.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(address.text().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }
}
