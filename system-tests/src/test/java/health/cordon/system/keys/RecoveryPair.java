package health.cordon.system.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.text.ParseException;
import java.util.Base64;

/** A recovery key, in the two files that its holder makes of it. */
record RecoveryPair(KeyPair pair, Path publicKey, Path privateKey) {
    static RecoveryPair in(Path folder) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            var pair = generator.generateKeyPair();
            Files.createDirectories(folder);
            return new RecoveryPair(
                    pair,
                    write(folder.resolve("recovery.pub.pem"), "PUBLIC KEY", pair.getPublic()),
                    write(folder.resolve("recovery.pem"), "PRIVATE KEY", pair.getPrivate()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, String kind, Key key) throws IOException {
        var body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return Files.writeString(
                file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body));
    }

    /** The plain data key in base64url. */
    String open(String jwe) {
        try {
            var sealed = JWEObject.parse(jwe);
            sealed.decrypt(new RSADecrypter(pair.getPrivate()));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(sealed.getPayload().toBytes());
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
