package health.cordon.sandbox.kms;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A ciphertext: version, key id, generation, nonce, then AES-256-GCM. The encryption context is the
 * additional authenticated data, so it has to be the same, pair for pair, when it is opened.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(String keyId, int generation, byte[] nonce, byte[] sealed) {
    private static final byte VERSION = 1;
    private static final int NONCE_LENGTH = 12;
    private static final int TAG_BITS = 128;
    private static final int HEADER_LENGTH = 1 + 16 + 4 + NONCE_LENGTH;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Envelope seal(KmsKey key, byte[] plaintext, Map<String, String> context) {
        var nonce = new byte[NONCE_LENGTH];
        RANDOM.nextBytes(nonce);
        var generation = key.newestGeneration();
        var material = key.generations().get(generation);
        try {
            var sealed = aes(Cipher.ENCRYPT_MODE, material, nonce, context).doFinal(plaintext);
            return new Envelope(key.id(), generation, nonce, sealed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Envelope parse(byte[] blob) {
        if (blob.length < HEADER_LENGTH + TAG_BITS / 8 || blob[0] != VERSION) {
            throw KmsFault.invalidCiphertext();
        }
        var in = ByteBuffer.wrap(blob, 1, blob.length - 1);
        var keyId = new UUID(in.getLong(), in.getLong()).toString();
        var generation = in.getInt();
        return new Envelope(keyId, generation, take(in, NONCE_LENGTH), take(in, in.remaining()));
    }

    byte[] open(KmsKey key, Map<String, String> context) {
        if (generation < 0 || generation > key.newestGeneration()) {
            throw KmsFault.invalidCiphertext();
        }
        var material = key.generations().get(generation);
        try {
            return aes(Cipher.DECRYPT_MODE, material, nonce, context).doFinal(sealed);
        } catch (GeneralSecurityException refused) {
            throw KmsFault.invalidCiphertext();
        }
    }

    byte[] bytes() {
        var id = UUID.fromString(keyId);
        return ByteBuffer.allocate(HEADER_LENGTH + sealed.length)
                .put(VERSION)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(generation)
                .put(nonce)
                .put(sealed)
                .array();
    }

    private static Cipher aes(int mode, byte[] key, byte[] nonce, Map<String, String> context)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        new TreeMap<>(context).forEach((name, value) -> authenticate(cipher, name, value));
        return cipher;
    }

    /** Lengths go in too; else {a=bc} and {ab=c} would be the same context. */
    private static void authenticate(Cipher cipher, String... texts) {
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            cipher.updateAAD(ByteBuffer.allocate(4).putInt(bytes.length).array());
            cipher.updateAAD(bytes);
        }
    }

    private static byte[] take(ByteBuffer in, int length) {
        var taken = new byte[length];
        in.get(taken);
        return taken;
    }
}
