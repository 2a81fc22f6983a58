package health.cordon.tenancy.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives a key for one message, as XAES-256-GCM does (C2SP, XAES-256-GCM): the counter-mode KDF of
 * NIST SP 800-108r1 with CMAC (NIST SP 800-38B) over blocks that are whole, so that one of its two
 * subkeys is all that it takes.
 */
final class MessageKeys {
    private static final int BLOCK = 16;
    private static final int SALT_BYTES = 12;

    /** The polynomial of CMAC for blocks of 128 bits. */
    private static final int REDUCTION = 0x87;

    private MessageKeys() {}

    /**
     * @param salt 12 bytes
     */
    static SecretKey derive(SecretKey dek, byte[] salt) throws GeneralSecurityException {
        // One block at a time: as a permutation, which is what CMAC is made of.
        var aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, dek);
        var subkey = doubled(aes.doFinal(new byte[BLOCK]));
        var blocks = new byte[2 * BLOCK];
        block(blocks, 0, subkey, salt);
        block(blocks, BLOCK, subkey, salt);
        var derived = aes.doFinal(blocks);
        try {
            return new SecretKeySpec(derived, "AES");
        } finally {
            Arrays.fill(derived, (byte) 0);
        }
    }

    /**
     * Counter, label "X", a zero byte and the salt, over which the subkey is laid.
     *
     * <p>Byte by byte: Java 17 on AVX-512 compiles {@code System.arraycopy} into a short array that
     * nobody else sees so that what was copied is lost now and then (decision 0017).
     */
    private static void block(byte[] blocks, int at, byte[] subkey, byte[] salt) {
        int counter = 1 + at / BLOCK;
        for (int i = 0; i < BLOCK; i++) {
            int plain =
                    switch (i) {
                        case 0, 3 -> 0;
                        case 1 -> counter;
                        case 2 -> 'X';
                        default -> salt[i - BLOCK + SALT_BYTES];
                    };
            blocks[at + i] = (byte) (subkey[i] ^ plain);
        }
    }

    /** Times x in GF(2^128). */
    private static byte[] doubled(byte[] block) {
        var twice = new byte[BLOCK];
        int carry = 0;
        for (int i = BLOCK - 1; i >= 0; i--) {
            int shifted = (block[i] & 0xFF) << 1 | carry;
            twice[i] = (byte) shifted;
            carry = shifted >>> Byte.SIZE;
        }
        twice[BLOCK - 1] ^= (byte) (carry * REDUCTION);
        return twice;
    }
}
