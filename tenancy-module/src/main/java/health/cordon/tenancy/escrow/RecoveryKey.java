package health.cordon.tenancy.escrow;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.RSAKey;
import health.cordon.tenancy.keys.DekAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The public half of the recovery key: RSA of at least 3072 bits. It seals as a compact JWE (RFC
 * 7516) with RSA-OAEP-256 and A256GCM, whose protected header says which data key is in it, so that
 * it is worth nothing under another one's name.
 */
public final class RecoveryKey {
    static final int LEAST_BITS = 3072;
    private static final int MAX_BYTES = 1 << 16;
    private static final JOSEObjectType TYPE = new JOSEObjectType("cordon-dek");
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,65536})"
                            + "-----END PUBLIC KEY-----\\s*");

    private final RSAPublicKey key;
    private final String thumbprint;

    private RecoveryKey(RSAPublicKey key) {
        this.key = key;
        try {
            thumbprint = new RSAKey.Builder(key).build().computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /**
     * @throws IllegalArgumentException when the file has no such key; says what to do
     */
    static RecoveryKey read(String file) {
        var text = text(Path.of(file));
        if (text.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "the file holds a private key; keep that one offline, and give the public key"
                            + " alone.");
        }
        var pem = PEM.matcher(text);
        if (!pem.matches()) {
            throw new IllegalArgumentException(
                    "give a file with one RSA public key in PEM form (BEGIN PUBLIC KEY).");
        }
        var key = rsa(pem.group(1));
        if (key.getModulus().bitLength() < LEAST_BITS) {
            throw new IllegalArgumentException(
                    "the key is too short; give an RSA public key of at least 3072 bits.");
        }
        return new RecoveryKey(key);
    }

    private static String text(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // Without its cause, which quotes the path.
            throw new IllegalArgumentException("give a file that the server can read.");
        }
    }

    private static RSAPublicKey rsa(String base64) {
        try {
            var der = Base64.getMimeDecoder().decode(base64);
            return (RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the key is of another kind; give an RSA public key of at least 3072 bits.");
        }
    }

    /**
     * @param plain stays the caller's to wipe
     */
    String seal(DekAddress address, byte[] plain) {
        var header =
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                        .type(TYPE)
                        .keyID(thumbprint);
        address.encryptionContext().forEach(header::customParam);
        var sealed = new JWEObject(header.build(), new Payload(plain));
        try {
            sealed.encrypt(new RSAEncrypter(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("a data key cannot be sealed", e);
        }
        return sealed.serialize();
    }

    /** Its thumbprint (RFC 7638). */
    @Override
    public String toString() {
        return thumbprint;
    }
}
