package health.cordon.clinical.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportConfigTest {
    private static ImportConfig read(Map<String, String> values) {
        var settings = new Settings(values::get);
        var config = ImportConfig.from(settings);
        settings.check();
        return config;
    }

    @Test
    void boundsImportsByDefault() {
        var config = read(Map.of());
        assertThat(config.limits().maxBytes()).isEqualTo(64L * 1024 * 1024);
        assertThat(config.limits().maxEntries()).isEqualTo(100_000);
        assertThat(config.concurrent()).isEqualTo(2);
    }

    @Test
    void readsEachKey() {
        var config =
                read(
                        Map.of(
                                "IMPORT_MAX_BYTES", "2097152",
                                "IMPORT_MAX_ENTRIES", "10",
                                "CONCURRENT_IMPORTS", "4"));
        assertThat(config.limits().maxBytes()).isEqualTo(2_097_152);
        assertThat(config.limits().maxEntries()).isEqualTo(10);
        assertThat(config.concurrent()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"IMPORT_MAX_BYTES, 1", "IMPORT_MAX_ENTRIES, 0", "CONCURRENT_IMPORTS, 33"})
    void refusesValuesOutOfBounds(String key, String value) {
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(() -> read(Map.of(key, value)))
                .withMessageStartingWith(key + " ");
    }
}
