package health.cordon.system.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;

/** A token written by hand, letter by letter, so that libraries cannot mend it. */
record RawToken(String header, String payload) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    String unsigned() {
        return encoded(header) + "." + encoded(payload);
    }

    /** RS256 over whatever the header says. */
    String signed(RSAKey key) {
        return unsigned() + "." + signature(key, unsigned());
    }

    static String signature(RSAKey key, String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.toPrivateKey());
            signature.update(text.getBytes(UTF_8));
            return BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException | com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }
}
