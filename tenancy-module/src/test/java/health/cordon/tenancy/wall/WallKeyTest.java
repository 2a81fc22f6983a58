package health.cordon.tenancy.wall;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.database.DatabaseUrl;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/**
 * Answers that were computed by another program: {@code openssl dgst -sha256 -mac HMAC}, once with
 * the password as the key for the key, and once with that key for the signature.
 */
class WallKeyTest {
    private static final String TENANT = "0b6f1f4c-5d1a-4c0e-9a53-2f6f0c6f7a11";
    private static final WallKey KEY = key("app", "correct-horse", "cordon_clinical");

    @Test
    void signsAsHmacSha256Does() {
        assertThat(KEY.sign(42, TENANT, 7))
                .isEqualTo("38b9e7386a4ca3fb8a1d2f6e89cbc5581716f453ce2b583ddd381cd2cb4886e0");
    }

    @Test
    void givesTheDatabaseThePaddedKeysOfRfc2104() {
        assertThat(HexFormat.of().formatHex(KEY.innerPad()))
                .isEqualTo(
                        "34511b8d034199b0020e6096f5a1a4468ab1912b2c1c360e80307d8cbc5bff50"
                                + "36".repeat(32));
        assertThat(HexFormat.of().formatHex(KEY.outerPad()))
                .isEqualTo(
                        "5e3b71e7692bf3da68640afc9fcbce2ce0dbfb4146765c64ea5a17e6d631953a"
                                + "5c".repeat(32));
    }

    @Test
    void isOfOneAccountOneDatabaseAndOnePassword() {
        assertThat(
                        new WallKey[] {
                            KEY,
                            key("app2", "correct-horse", "cordon_clinical"),
                            key("app", "correct-horsf", "cordon_clinical"),
                            key("app", "correct-horse", "clin_acme")
                        })
                .extracting(key -> key.sign(42, TENANT, 7))
                .doesNotHaveDuplicates();
    }

    @Test
    void signsConnectionTenantAndEpoch() {
        assertThat(
                        new String[] {
                            KEY.sign(42, TENANT, 7),
                            KEY.sign(43, TENANT, 7),
                            KEY.sign(42, TENANT, 8),
                            KEY.sign(42, TENANT.replace('0', '1'), 7)
                        })
                .doesNotHaveDuplicates();
    }

    private static WallKey key(String user, String password, String database) {
        return WallKey.of(
                DatabaseUrl.parse(
                        "mysql://%s:%s@127.0.0.1:3306/%s".formatted(user, password, database)));
    }
}
