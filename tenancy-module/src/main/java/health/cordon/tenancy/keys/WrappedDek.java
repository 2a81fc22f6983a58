package health.cordon.tenancy.keys;

import java.util.Base64;

/**
 * A DEK as it is stored: {@code kms:<arn>|<base64url>}. The scheme tag says how to unwrap it, for
 * ever.
 */
public record WrappedDek(String keyArn, byte[] ciphertext) {
    private static final String SCHEME = "kms:";

    /**
     * @throws IllegalArgumentException for a form that this version cannot unwrap
     */
    public static WrappedDek parse(String text) {
        int bar = text.indexOf('|');
        if (!text.startsWith(SCHEME) || bar < 0) {
            throw new IllegalArgumentException("not a wrapped DEK of a known scheme");
        }
        return new WrappedDek(
                text.substring(SCHEME.length(), bar),
                Base64.getUrlDecoder().decode(text.substring(bar + 1)));
    }

    /** The stored form. */
    String text() {
        return SCHEME
                + keyArn
                + "|"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(ciphertext);
    }
}
