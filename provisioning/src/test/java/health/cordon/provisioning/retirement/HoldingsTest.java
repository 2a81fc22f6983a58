package health.cordon.provisioning.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.provisioning.cloud.KeyFate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoldingsTest {
    private static Holdings with(long rows, long versions, KeyFate... keys) {
        return new Holdings(
                List.of(
                        new Holdings.Rows(
                                "shared",
                                false,
                                true,
                                Map.of("patient", rows),
                                Map.of("audit_record", 7L))),
                List.of(new Holdings.Objects("bucket", "prefix/", versions)),
                List.of(keys));
    }

    private static KeyFate key(boolean made, String state) {
        return new KeyFate("arn:aws:kms:eu-west-1:000000000000:key/1", made, state, null);
    }

    @Test
    void areClearWhereOnlyTheTrailIsLeft() {
        assertThat(with(0, 0).isClear()).isTrue();
        assertThat(with(0, 0, key(true, "PendingDeletion"), key(true, "Gone")).isClear()).isTrue();
    }

    @Test
    void areNotClearWhereARowOrAVersionIsLeft() {
        assertThat(with(1, 0).isClear()).isFalse();
        assertThat(with(0, 1).isClear()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Enabled", "Disabled", "PendingImport", "NotSeen", "Unavailable"})
    void areNotClearWhereAKeyThatWasMadeForItMayBeUsedAgain(String state) {
        assertThat(with(0, 0, key(true, state)).isClear()).isFalse();
        assertThat(with(0, 0, key(false, state)).isClear()).as("the hospital's own").isTrue();
    }
}
