package health.cordon.tenancy.wall;

import health.cordon.tenancy.database.DatabaseUrl;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs which tenant a connection serves, so that nobody who can only run SQL on that connection
 * can choose another one.
 *
 * <p>The key follows from the password of the account that serves: who knows that password may
 * serve every tenant anyway, and there is no further secret to hand out. The database checks the
 * signature in a function whose text the account cannot read. HMAC-SHA256 as in RFC 2104; the
 * database has only its SHA2 function, so it gets the two padded keys of that RFC instead of the
 * key.
 */
final class WallKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "cordon tenant session 1";
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER = 0x36;
    private static final byte OUTER = 0x5c;

    private final byte[] key;

    private WallKey(byte[] key) {
        this.key = key;
    }

    /** The key of the account and the database that the URL names. */
    static WallKey of(DatabaseUrl runtime) {
        var text = String.join("\0", PURPOSE, runtime.user(), runtime.database());
        return new WallKey(hmac(runtime.password().getBytes(StandardCharsets.UTF_8), text));
    }

    /**
     * For one connection alone: a signature that is seen on another one is of no use there.
     *
     * @param connection as {@code CONNECTION_ID()} gives it
     * @return 64 hexadecimal digits
     */
    String sign(long connection, String tenant, long epoch) {
        return HexFormat.of().formatHex(hmac(key, connection + ":" + tenant + ":" + epoch));
    }

    /**
     * The same for what a mover does.
     *
     * @param act begins with a word, as no tenant's id does
     */
    String sign(long connection, String act) {
        return HexFormat.of().formatHex(hmac(key, connection + ":" + act));
    }

    byte[] innerPad() {
        return padded(INNER);
    }

    byte[] outerPad() {
        return padded(OUTER);
    }

    private byte[] padded(byte pad) {
        // The key has 32 bytes; RFC 2104 fills it up with zeros.
        var padded = Arrays.copyOf(key, BLOCK_BYTES);
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= pad;
        }
        return padded;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }
}
