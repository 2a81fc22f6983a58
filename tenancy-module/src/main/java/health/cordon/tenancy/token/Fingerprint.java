package health.cordon.tenancy.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Stands for a token where the token itself must not be.
 *
 * @param sha256 lower-case hexadecimal
 */
record Fingerprint(String sha256) {
    private static final int SHOWN = 12;

    static Fingerprint of(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return new Fingerprint(
                    HexFormat.of()
                            .formatHex(digest.digest(token.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Enough to find one token's refusals in a log. */
    String prefix() {
        return sha256.substring(0, SHOWN);
    }
}
