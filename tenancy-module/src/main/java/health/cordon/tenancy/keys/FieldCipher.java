package health.cordon.tenancy.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts single fields: AES-256-GCM (NIST SP 800-38D), random 96-bit nonce, 128-bit tag, the
 * field's address as additional data. Form: version byte, nonce, ciphertext with tag.
 */
public final class FieldCipher {
    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    private FieldCipher() {}

    public static byte[] encrypt(DataKey key, FieldAddress address, String text) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, address);
            var sealed = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a field cannot be encrypted", e);
        }
    }

    /**
     * @throws IllegalStateException when the ciphertext was changed, moved, or made with another
     *     key
     */
    public static String decrypt(DataKey key, FieldAddress address, byte[] stored) {
        if (stored.length < 1 + NONCE_BYTES + TAG_BITS / Byte.SIZE || stored[0] != VERSION) {
            throw new IllegalStateException("not an encrypted field of a known version");
        }
        var nonce = new byte[NONCE_BYTES];
        System.arraycopy(stored, 1, nonce, 0, NONCE_BYTES);
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, address);
            int start = 1 + NONCE_BYTES;
            var opened = cipher.doFinal(stored, start, stored.length - start);
            return new String(opened, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a field does not open at its address", e);
        }
    }

    private static Cipher cipher(int mode, DataKey key, byte[] nonce, FieldAddress address)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key.aes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(address.bytes(VERSION));
        return cipher;
    }
}
