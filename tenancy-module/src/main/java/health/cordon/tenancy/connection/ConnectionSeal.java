package health.cordon.tenancy.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals URLs with the newest of the {@code CONNECTION_ENCRYPTION_KEYS}: AES-256-GCM (NIST SP
 * 800-38D), as {@code <key id>|<base64url of nonce, ciphertext and tag>}; nonces are 96 random
 * bits, tags 128 bits. Key id and {@link ConnectionPurpose} are additional data.
 */
@ApplicationScoped
public class ConnectionSeal {
    private static final String LABEL = "cordon connection 1|";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject ConnectionKeys connectionKeys;

    /** Whether connections can be kept. */
    public boolean isPossible() {
        return connectionKeys.newest().isPresent();
    }

    /** The id of the key that seals. */
    public Optional<String> newest() {
        return connectionKeys.newest();
    }

    /** The ids of the keys that open. */
    public Set<String> keyIds() {
        return connectionKeys.keys().keySet();
    }

    /**
     * @throws ProblemException not configured, where there is no key
     */
    public String seal(ConnectionPurpose purpose, String url) {
        var id =
                connectionKeys
                        .newest()
                        .orElseThrow(() -> new ProblemException(Problem.NO_CONNECTION_KEY));
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, required(id), nonce, additional(id, purpose))
                            .doFinal(url.getBytes(UTF_8));
            var both =
                    ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array();
            return id + "|" + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a connection cannot be sealed", e);
        }
    }

    /**
     * @throws IllegalArgumentException when it was sealed for another purpose or with a key that is
     *     not there, or was changed; says nothing of its content
     */
    public String open(ConnectionPurpose purpose, String sealed) {
        int bar = sealed.indexOf('|');
        if (bar < 0) {
            throw unusable();
        }
        var id = sealed.substring(0, bar);
        try {
            var both = ByteBuffer.wrap(decoded(sealed.substring(bar + 1)));
            if (both.remaining() < NONCE_BYTES) {
                throw unusable();
            }
            var nonce = new byte[NONCE_BYTES];
            both.get(nonce);
            var ciphertext = new byte[both.remaining()];
            both.get(ciphertext);
            return new String(
                    cipher(Cipher.DECRYPT_MODE, required(id), nonce, additional(id, purpose))
                            .doFinal(ciphertext),
                    UTF_8);
        } catch (GeneralSecurityException e) {
            // Without its cause: there is nothing to learn from it.
            throw unusable();
        }
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unusable();
        }
    }

    private SecretKey required(String id) {
        return connectionKeys.find(id).orElseThrow(ConnectionSeal::unusable);
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "a kept connection does not open; CONNECTION_ENCRYPTION_KEYS lacks its key, or it"
                        + " was changed.");
    }

    private static byte[] additional(String id, ConnectionPurpose purpose) {
        return (LABEL + id + "|" + purpose.text()).getBytes(UTF_8);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] additional)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(additional);
        return cipher;
    }
}
