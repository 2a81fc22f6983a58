package health.cordon.tenancy.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JavaOptionsTest {
    @Test
    void namesTheOptionThatIsMissing() {
        var other = List.of("-Xmx1g", "-XX:ArrayOperationPartialInlineSize=64");
        assertThat(new JavaOptions(17, other).warning())
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .contains(
                                                "-XX:ArrayOperationPartialInlineSize=0",
                                                "AVX-512",
                                                "jvm.options"));
    }

    @Test
    void isSilentWhereNothingIsMissing() {
        var remedy = List.of("-Xmx1g", "-XX:ArrayOperationPartialInlineSize=0");
        assertThat(new JavaOptions(17, remedy).warning()).isEmpty();
        assertThat(new JavaOptions(17, List.of("-XX:-DoEscapeAnalysis")).warning()).isEmpty();
        assertThat(new JavaOptions(25, List.of()).warning()).isEmpty();
    }
}
