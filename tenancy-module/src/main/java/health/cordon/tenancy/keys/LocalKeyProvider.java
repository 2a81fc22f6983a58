package health.cordon.tenancy.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Wraps and unwraps DEKs with the {@code LOCAL_MASTER_KEYS}: AES-256-GCM (NIST SP 800-38D), a
 * random 96-bit nonce before the ciphertext with its 128-bit tag. Organisation, purpose and id of
 * the DEK are additional data, so that it unwraps nowhere else; only the form without a tag has
 * none.
 */
@ApplicationScoped
public class LocalKeyProvider implements KeyProvider<WrappingKey.Local, WrappedDek> {
    static final int WRAPPED_BYTES = 12 + 32 + 16;

    private static final int DEK_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte[] UNBOUND = {};
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject KeyConfig keyConfig;

    @Override
    public Generated generate(WrappingKey.Local key, DekAddress address) {
        var plain = new byte[DEK_BYTES];
        RANDOM.nextBytes(plain);
        return new Generated(plain, wrap(key, address, plain));
    }

    @Override
    public WrappedDek wrap(WrappingKey.Local key, DekAddress address, byte[] plain) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var sealed =
                    cipher(Cipher.ENCRYPT_MODE, required(key.id()), nonce, bound(address))
                            .doFinal(plain);
            var both =
                    ByteBuffer.allocate(nonce.length + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array();
            return new WrappedDek.Local(key.id(), both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a DEK cannot be wrapped", e);
        }
    }

    @Override
    public byte[] unwrap(WrappedDek wrapped, DekAddress address) {
        return wrapped instanceof WrappedDek.Local local
                ? unwrap(List.of(required(local.keyId())), local.ciphertext(), bound(address))
                : unwrap(keyConfig.localMasterKeys().all(), wrapped.ciphertext(), UNBOUND);
    }

    private static byte[] unwrap(
            Collection<SecretKey> candidates, byte[] ciphertext, byte[] additional) {
        if (ciphertext.length == WRAPPED_BYTES) {
            var nonce = Arrays.copyOf(ciphertext, NONCE_BYTES);
            for (var key : candidates) {
                try {
                    return cipher(Cipher.DECRYPT_MODE, key, nonce, additional)
                            .doFinal(ciphertext, NONCE_BYTES, ciphertext.length - NONCE_BYTES);
                } catch (AEADBadTagException e) {
                    // Another key's, if anyone's.
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("a DEK cannot be unwrapped", e);
                }
            }
        }
        throw new IllegalStateException("the DEK was not wrapped here, or not for this address");
    }

    private SecretKey required(String id) {
        return keyConfig
                .localMasterKeys()
                .find(id)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "LOCAL_MASTER_KEYS has no key of the id that a DEK names"));
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, byte[] additional)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(additional);
        return cipher;
    }

    private static byte[] bound(DekAddress address) {
        return address.text().getBytes(StandardCharsets.UTF_8);
    }
}
