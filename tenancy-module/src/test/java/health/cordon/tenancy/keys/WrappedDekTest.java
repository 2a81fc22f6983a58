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
    private static final String LEGACY =
            "oKGio6Slpqeoqaqr+ThdD2bvJ5lFTa75LFbt8F+caCKhg3daqzYfvESXSD8IScKYGOwKfIpkG+bLi/fe";

    @Test
    void isStoredWithItsSchemeAndKey() {
        assertThat(new WrappedDek.Kms(ARN, BYTES).text()).isEqualTo("kms:" + ARN + "|----AP8");
        assertThat(new WrappedDek.Local("k1", BYTES).text()).isEqualTo("local:k1|----AP8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kms:" + ARN + "|----AP8", "local:k1|----AP8", LEGACY})
    void readsWhatItWrote(String text) {
        assertThat(WrappedDek.parse(text).text()).isEqualTo(text);
    }

    @Test
    void namesItsKey() {
        assertThat(WrappedDek.parse("kms:" + ARN + "|----AP8").key()).isEqualTo(ARN);
        assertThat(WrappedDek.parse("local:k1|----AP8").key()).isEqualTo("local:k1");
        assertThat(WrappedDek.parse(LEGACY)).isInstanceOf(WrappedDek.Legacy.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kms:", "kms:arn", "----AP8", "remote:k1|----AP8", "kms:a|+/+/"})
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> WrappedDek.parse(text));
    }
}
