package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;

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
}
