package health.cordon.tenancy.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageConfigTest {
    @ParameterizedTest
    @ValueSource(strings = {"abc", "north-images", "a.b", "0images9"})
    void knowsNamesOfBuckets(String text) {
        assertThat(StorageConfig.isBucket(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "ab", "-abc", "abc-", "a..b", "Images", "a_b", "a/b", "a b", "abc\n", "../x"
            })
    void refusesEverythingElse(String text) {
        assertThat(StorageConfig.isBucket(text)).isFalse();
        assertThat(StorageConfig.isBucket("a".repeat(64))).isFalse();
    }
}
