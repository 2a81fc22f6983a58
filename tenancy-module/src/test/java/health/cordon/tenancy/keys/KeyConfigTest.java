package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyConfigTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
                "arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1234abcd"
            })
    void knowsTheArnOfAKey(String text) {
        assertThat(KeyConfig.isArn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "alias/clinical",
                "arn:aws:kms:eu-west-1:111122223333:alias/clinical",
                "arn:aws:s3:eu-west-1:111122223333:key/a",
                "arn:aws:kms:eu-west-1:1111:key/a",
                "arn:aws:kms:eu-west-1:111122223333:key/",
                "arn:aws:kms:eu-west-1:111122223333:key/a|b",
                "arn:aws:kms:eu-west-1:111122223333:key/a\n"
            })
    void refusesEverythingElse(String text) {
        assertThat(KeyConfig.isArn(text)).isFalse();
    }

    private static List<String> faults(Map<String, String> environment) {
        var settings = new Settings(environment::get);
        var unused = KeyConfig.from(settings, EndpointPolicy.from(settings));
        try {
            settings.check();
            return List.of();
        } catch (InvalidSettings e) {
            return List.of(e.getMessage());
        }
    }

    private static String master(int bytes) {
        return Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    @Test
    void needsAKeyOfEitherKind() {
        assertThat(faults(Map.of()).toString()).contains("KMS_CMK_ARN is not set");
        assertThat(faults(Map.of("LOCAL_MASTER_KEYS", "k1:" + master(32)))).isEmpty();
    }

    @Test
    void takesMasterKeysOf256BitsAlone() {
        for (var text :
                List.of(
                        "k1:" + master(31),
                        "k1:" + master(33),
                        "k1",
                        "K1:" + master(32),
                        "k1:" + master(32) + ",k1:" + master(32))) {
            assertThat(faults(Map.of("LOCAL_MASTER_KEYS", text)).toString())
                    .as(text)
                    .contains("LOCAL_MASTER_KEYS")
                    .doesNotContain(master(32));
        }
    }
}
