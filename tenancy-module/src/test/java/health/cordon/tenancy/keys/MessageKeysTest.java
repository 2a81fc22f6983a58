package health.cordon.tenancy.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors of the C2SP specification of XAES-256-GCM. */
class MessageKeysTest {
    private static final byte[] NONCE = "ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "1, '', ce546ef63c9cc60765923609b33a9a1974e96e52daf2fcf7075e2271",
        "3, c2sp.org/XAES-256-GCM, 986ec1832593df5443a179437fd083bf3fdb41abd740a21f71eb769d"
    })
    void areThoseOfTheSpecification(byte octet, String additional, String sealed)
            throws GeneralSecurityException {
        var key = new byte[32];
        Arrays.fill(key, octet);
        var derived = MessageKeys.derive(new SecretKeySpec(key, "AES"), Arrays.copyOf(NONCE, 12));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, derived, new GCMParameterSpec(128, NONCE, 12, 12));
        cipher.updateAAD(additional.getBytes(US_ASCII));
        assertThat(HexFormat.of().formatHex(cipher.doFinal("XAES-256-GCM".getBytes(US_ASCII))))
                .isEqualTo(sealed);
    }
}
