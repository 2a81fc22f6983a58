package health.cordon.sandbox.issuer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import health.cordon.sandbox.standin.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One issuer's keys, the newest first; it alone signs, the others can still be verified. */
final class SigningKeys {
    private static final int KEPT = 5;
    private static final int BITS = 2048;

    private final DurableFile file;
    private volatile JWKSet keys;

    private SigningKeys(DurableFile file, JWKSet keys) {
        this.file = file;
        this.keys = keys;
    }

    static SigningKeys open(Path path) throws IOException {
        if (Files.exists(path)) {
            return new SigningKeys(new DurableFile(path), read(path));
        }
        var fresh = new SigningKeys(new DurableFile(path), new JWKSet());
        fresh.rotate();
        return fresh;
    }

    RSAKey newest() {
        return keys.getKeys().get(0).toRSAKey();
    }

    JWKSet published() {
        return keys.toPublicJWKSet();
    }

    /** The new key is on the disk before it signs. */
    synchronized void rotate() {
        List<JWK> next = new ArrayList<>(keys.getKeys());
        next.add(0, generate());
        var kept = new JWKSet(next.subList(0, Math.min(KEPT, next.size())));
        file.write(kept.toString(false).getBytes(StandardCharsets.UTF_8));
        keys = kept;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JWKSet read(Path path) throws IOException {
        try {
            return JWKSet.parse(Files.readString(path));
        } catch (ParseException broken) {
            // Its message would quote the file, and with it the private keys.
            throw new IOException("the signing keys can't be read: " + path.getFileName());
        }
    }
}
