package health.cordon.tenancy.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Signs where a list goes on. The signature covers the list (tenant, verb and filters), so a cursor
 * of one list is bent for every other.
 */
@ApplicationScoped
public class Cursors {
    private static final int MAX_LENGTH = 300;

    @Inject CursorConfig config;

    /**
     * @param list tenant, verb and filters of the list
     * @param position where the next page starts; shows to the caller, so never a clinical value
     */
    public String sign(String list, String position) {
        var id = config.signingId();
        var key = config.keys().get(id);
        if (key == null) {
            throw new IllegalStateException("the signing key is always among the keys");
        }
        return text(id, key, list, position);
    }

    /**
     * The position in a cursor, or the empty text where there is none.
     *
     * @throws ProblemException when the cursor is bent or belongs to another list
     */
    public String open(String list, @Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        var parts = cursor.split("\\.", -1);
        var key = parts.length == 3 ? config.keys().get(parts[0]) : null;
        if (key == null || cursor.length() > MAX_LENGTH) {
            throw new ProblemException(Problem.INVALID_CURSOR);
        }
        var position = new String(decode(parts[1]), StandardCharsets.UTF_8);
        // The text as a whole: Base64 has several spellings of the same bytes.
        if (!MessageDigest.isEqual(utf8(cursor), utf8(text(parts[0], key, list, position)))) {
            throw new ProblemException(Problem.INVALID_CURSOR);
        }
        return position;
    }

    private static String text(String id, SecretKey key, String list, String position) {
        return id + "." + encode(utf8(position)) + "." + encode(mac(key, list, position));
    }

    private static byte[] mac(SecretKey key, String list, String position) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(utf8(list));
            mac.update((byte) 0);
            return mac.doFinal(utf8(position));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA-256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.INVALID_CURSOR, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
