package health.cordon.clinical.importing;

import health.cordon.clinical.fhir.BundleLimits;
import health.cordon.tenancy.settings.Settings;

/**
 * @param limits what one bundle may cost
 * @param concurrent how many bundles a node takes at once; each is held in memory
 */
public record ImportConfig(BundleLimits limits, int concurrent) {
    private static final int MAX_DEPTH = 64;
    private static final int MEBIBYTE = 1024 * 1024;

    public static ImportConfig from(Settings settings) {
        return new ImportConfig(
                new BundleLimits(
                        settings.number(
                                "IMPORT_MAX_BYTES", 64L * MEBIBYTE, MEBIBYTE, 512L * MEBIBYTE),
                        (int) settings.number("IMPORT_MAX_ENTRIES", 100_000, 1, 1_000_000),
                        23 * MEBIBYTE,
                        MAX_DEPTH),
                (int) settings.number("CONCURRENT_IMPORTS", 2, 1, 32));
    }
}
