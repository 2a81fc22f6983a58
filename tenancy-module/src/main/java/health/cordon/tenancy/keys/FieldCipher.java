package health.cordon.tenancy.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts single fields, with the field's address as additional data. The first byte says how:
 *
 * <ul>
 *   <li>2: XAES-256-GCM (C2SP). 12 random bytes derive a key for this message alone from the DEK
 *       (NIST SP 800-108, counter mode with CMAC); AES-256-GCM (NIST SP 800-38D) with another 12
 *       random bytes as nonce and a 128-bit tag does the rest. Two messages of a DEK meet the same
 *       key and nonce after about 2^96 of them, so nobody needs to count.
 *   <li>1: AES-256-GCM with the DEK itself and a random 96-bit nonce. Opened for ever, never made
 *       any more.
 * </ul>
 */
public final class FieldCipher {
    private static final byte PLAIN_GCM = 1;
    private static final byte DERIVED = 2;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FieldCipher() {}

    /**
     * What comes back has been opened again: no fault of a processor or of compiled code makes a
     * field that nobody can read.
     *
     * @throws IllegalStateException when it did not open
     */
    public static byte[] encrypt(DataKey key, FieldAddress address, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var stored = seal(key, address, bytes);
        if (!Arrays.equals(open(key, address, stored), bytes)) {
            throw new IllegalStateException("a field did not open as what was sealed");
        }
        return stored;
    }

    private static byte[] seal(DataKey key, FieldAddress address, byte[] text) {
        var salt = random();
        var nonce = random();
        var sealed =
                key.aes(
                        dek -> {
                            var once = MessageKeys.derive(dek, salt);
                            return cipher(Cipher.ENCRYPT_MODE, once, nonce, address.bytes(DERIVED))
                                    .doFinal(text);
                        });
        return ByteBuffer.allocate(1 + 2 * NONCE_BYTES + sealed.length)
                .put(DERIVED)
                .put(salt)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /**
     * @throws IllegalStateException when the ciphertext was changed, moved, or made with another
     *     key
     */
    public static String decrypt(DataKey key, FieldAddress address, byte[] stored) {
        return new String(open(key, address, stored), StandardCharsets.UTF_8);
    }

    private static byte[] open(DataKey key, FieldAddress address, byte[] stored) {
        int head = head(stored);
        var additional = address.bytes(stored[0]);
        var nonce = Arrays.copyOfRange(stored, head - NONCE_BYTES, head);
        return key.aes(
                dek ->
                        cipher(Cipher.DECRYPT_MODE, opening(dek, stored), nonce, additional)
                                .doFinal(stored, head, stored.length - head));
    }

    /** How many bytes stand before the ciphertext. */
    private static int head(byte[] stored) {
        int head =
                switch (stored.length == 0 ? 0 : stored[0]) {
                    case PLAIN_GCM -> 1 + NONCE_BYTES;
                    case DERIVED -> 1 + 2 * NONCE_BYTES;
                    default -> Integer.MAX_VALUE;
                };
        if (stored.length - TAG_BYTES < head) {
            throw new IllegalStateException("not an encrypted field of a known version");
        }
        return head;
    }

    private static SecretKey opening(SecretKey dek, byte[] stored) throws GeneralSecurityException {
        return stored[0] == PLAIN_GCM
                ? dek
                : MessageKeys.derive(dek, Arrays.copyOfRange(stored, 1, 1 + NONCE_BYTES));
    }

    private static byte[] random() {
        var bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] additional)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        cipher.updateAAD(additional);
        return cipher;
    }
}
