package health.cordon.tenancy.keys;

import java.util.Base64;

/**
 * A DEK as it is stored. The form says which provider unwraps it, and does so for ever:
 *
 * <ul>
 *   <li>{@code kms:<arn>|<base64url>}: wrapped by a KMS key;
 *   <li>{@code local:<key id>|<base64url>}: wrapped by one of the {@code LOCAL_MASTER_KEYS};
 *   <li>bare base64: wrapped by a local master key before forms had a tag.
 * </ul>
 */
public sealed interface WrappedDek {
    /** By a KMS key. */
    record Kms(String keyArn, byte[] ciphertext) implements WrappedDek {
        static final String TAG = "kms:";

        @Override
        public String key() {
            return keyArn;
        }

        @Override
        public String text() {
            return TAG + keyArn + "|" + base64url(ciphertext);
        }
    }

    /** By a local master key. */
    record Local(String keyId, byte[] ciphertext) implements WrappedDek {
        static final String TAG = "local:";

        @Override
        public String key() {
            return TAG + keyId;
        }

        @Override
        public String text() {
            return TAG + keyId + "|" + base64url(ciphertext);
        }
    }

    /** By a local master key that is not named, and bound to nothing. Never made any more. */
    record Legacy(byte[] ciphertext) implements WrappedDek {
        @Override
        public String key() {
            return "local";
        }

        @Override
        public String text() {
            return Base64.getEncoder().encodeToString(ciphertext);
        }
    }

    /** What it is wrapped with: an ARN, {@code local:<key id>}, or {@code local}. */
    String key();

    /** What was wrapped with it. */
    byte[] ciphertext();

    /** The stored form. */
    String text();

    /**
     * @throws IllegalArgumentException for a form that this version cannot unwrap
     */
    static WrappedDek parse(String text) {
        int bar = text.indexOf('|');
        if (bar < 0) {
            return new Legacy(legacy(text));
        }
        var ciphertext = Base64.getUrlDecoder().decode(text.substring(bar + 1));
        if (text.startsWith(Kms.TAG)) {
            return new Kms(text.substring(Kms.TAG.length(), bar), ciphertext);
        }
        if (text.startsWith(Local.TAG)) {
            return new Local(text.substring(Local.TAG.length(), bar), ciphertext);
        }
        throw new IllegalArgumentException("not a wrapped DEK of a known scheme");
    }

    private static byte[] legacy(String text) {
        var bytes = Base64.getDecoder().decode(text);
        if (bytes.length != LocalKeyProvider.WRAPPED_BYTES) {
            throw new IllegalArgumentException("not a wrapped DEK of a known scheme");
        }
        return bytes;
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
