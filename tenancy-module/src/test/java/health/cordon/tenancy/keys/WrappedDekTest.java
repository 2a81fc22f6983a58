package health.cordon.tenancy.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedDekTest {
    private static final String ARN = "arn:aws:kms:us-east-1:000000000000:key/abc";
    private static final byte[] BYTES = HexFormat.of().parseHex("fbefbe00ff");

    @Test
    void isStoredWithItsSchemeAndKey() {
        assertThat(new WrappedDek(ARN, BYTES).text()).isEqualTo("kms:" + ARN + "|----AP8");
    }

    @Test
    void readsWhatItWrote() {
        var read = WrappedDek.parse("kms:" + ARN + "|----AP8");
        assertThat(read.keyArn()).isEqualTo(ARN);
        assertThat(read.ciphertext()).isEqualTo(BYTES);
        assertThat(read.text()).isEqualTo("kms:" + ARN + "|----AP8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kms:", "kms:arn", "----AP8", "local:k1|----AP8", "kms:a|+/+/"})
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WrappedDek.parse(text));
    }
}
