package health.cordon.clinical.importing;

import health.cordon.clinical.fhir.BundleLimits;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * @param limits what one bundle may cost
 * @param concurrent how many bundles a node takes at once; each is held in memory
 */
public record ImportConfig(BundleLimits limits, int concurrent) {
    private static final int MAX_DEPTH = 64;
    private static final int MEBIBYTE = 1024 * 1024;

    public static ImportConfig from(Settings settings) {
        var config =
                new ImportConfig(
                        new BundleLimits(
                                settings.number(
                                        "IMPORT_MAX_BYTES",
                                        64L * MEBIBYTE,
                                        MEBIBYTE,
                                        512L * MEBIBYTE),
                                (int) settings.number("IMPORT_MAX_ENTRIES", 100_000, 1, 1_000_000),
                                23 * MEBIBYTE,
                                MAX_DEPTH),
                        (int) settings.number("CONCURRENT_IMPORTS", 2, 1, 32));
        settings.check();
        return config;
    }

    /** Reads the room's configuration once. */
    @ApplicationScoped
    static class Producer {
        @Produces
        @Singleton
        ImportConfig config() {
            var config = ConfigProvider.getConfig();
            return from(new Settings(key -> config.getConfigValue(key).getRawValue()));
        }
    }
}
