package health.cordon.system.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.jwk.RSAKey;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.regex.Pattern;

/** A token written by hand, letter by letter, so that libraries cannot mend it. */
record RawToken(String header, String payload) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Pattern STATED = Pattern.compile("\"alg\":\"([^\"]*)\"");

    String unsigned() {
        return encoded(header) + "." + encoded(payload);
    }

    /** By the algorithm that the header states, so that nothing else is wrong with it. */
    String signed(PrivateKey key) {
        var signature = RawSignature.make(stated(), key, unsigned());
        return unsigned() + "." + BASE64.encodeToString(signature);
    }

    String signed(RSAKey key) {
        return signed(RawSignature.of(key));
    }

    private String stated() {
        var found = STATED.matcher(header);
        return found.find() ? found.group(1) : "";
    }

    static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(UTF_8));
    }
}
