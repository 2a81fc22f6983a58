package health.cordon.cli.escrow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;

/** The private half of the recovery key. Opens what the server sealed for the public half. */
public final class RecoveryPrivateKey {
    private static final int MAX_BYTES = 1 << 16;
    private static final int DEK_BYTES = 32;
    private static final Pattern PEM =
            Pattern.compile(
                    "\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]{1,65536})"
                            + "-----END PRIVATE KEY-----\\s*");

    private final PrivateKey key;

    private RecoveryPrivateKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * @throws Failure wrong usage, when the file has no such key
     */
    public static RecoveryPrivateKey read(Path file) {
        try (var in = Files.newInputStream(file)) {
            var pem = PEM.matcher(new String(in.readNBytes(MAX_BYTES), ISO_8859_1));
            if (pem.matches()) {
                var der = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
                return new RecoveryPrivateKey(KeyFactory.getInstance("RSA").generatePrivate(der));
            }
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "The file of the private key cannot be read.", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Said below; the message may quote what is in the file.
        }
        throw new Failure(
                ExitCode.WRONG_USAGE,
                "Give the RSA private key in PEM form, PKCS#8, without a passphrase, as openssl"
                        + " pkcs8 -topk8 -nocrypt makes it.");
    }

    /**
     * The plain data key of a line.
     *
     * @param organisation its id
     * @throws Failure when the line is not one, is another data key's, or does not open
     */
    public byte[] open(EscrowLine line, String organisation) {
        try {
            var sealed = JWEObject.parse(line.jwe());
            requireFor(line, organisation, sealed.getHeader());
            sealed.decrypt(new RSADecrypter(key));
            var plain = sealed.getPayload().toBytes();
            if (plain.length == DEK_BYTES) {
                return plain;
            }
        } catch (ParseException | JOSEException e) {
            // Said below.
        }
        throw new Failure(
                ExitCode.FAILED,
                "Line %d does not open with this private key, or was changed."
                        .formatted(line.number()));
    }

    /** The header is authenticated with the data key: who changes it, breaks it. */
    private static void requireFor(EscrowLine line, String organisation, JWEHeader header) {
        var wanted =
                Map.of(
                        "cordon:organisation", organisation,
                        "cordon:purpose", line.purpose(),
                        "cordon:dek", line.dek());
        boolean ours =
                JWEAlgorithm.RSA_OAEP_256.equals(header.getAlgorithm())
                        && EncryptionMethod.A256GCM.equals(header.getEncryptionMethod());
        if (!ours || !header.getCustomParams().equals(wanted)) {
            throw new Failure(
                    ExitCode.FAILED,
                    "Line %d is sealed for another data key or another organisation."
                            .formatted(line.number()));
        }
    }
}
