package health.cordon.tenancy.keys;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Finds encrypted values by equality: HMAC-SHA-256 of the normalised value under the tenant's index
 * key, one domain per kind of value.
 */
public final class BlindIndex {
    private BlindIndex() {}

    /** For identifiers: compared after Unicode normalisation (NFKC), case kept. */
    public static byte[] ofIdentifier(DataKey key, String domain, String value) {
        return mac(key, domain, normal(value));
    }

    /** For names: case does not matter either. */
    public static byte[] ofName(DataKey key, String domain, String value) {
        return mac(key, domain, folded(value));
    }

    /**
     * For the beginnings of names.
     *
     * @param length of the beginning, in code points of the folded name
     * @return nothing for a name that is shorter
     */
    public static Optional<byte[]> ofPrefix(DataKey key, String domain, String value, int length) {
        var folded = folded(value);
        if (folded.codePointCount(0, folded.length()) < length) {
            return Optional.empty();
        }
        var prefix = folded.substring(0, folded.offsetByCodePoints(0, length));
        return Optional.of(mac(key, domain + "/" + length, prefix));
    }

    /** A name as it is compared: normalised, in lower case. */
    public static String folded(String value) {
        // Down, up and down again: both sharp s of German, say, then end as ss.
        return normal(
                normal(value)
                        .toLowerCase(Locale.ROOT)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT));
    }

    /** Normalised before it is stripped, since that turns odd spaces into plain ones. */
    private static String normal(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC).strip();
    }

    private static byte[] mac(DataKey key, String domain, String value) {
        return key.hmac(
                secret -> {
                    var mac = Mac.getInstance("HmacSHA256");
                    mac.init(secret);
                    mac.update(domain.getBytes(StandardCharsets.UTF_8));
                    mac.update((byte) 0);
                    return mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
                });
    }
}
