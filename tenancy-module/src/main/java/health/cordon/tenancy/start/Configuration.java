package health.cordon.tenancy.start;

import health.cordon.tenancy.http.CursorConfig;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.platform.PlatformConfig;
import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.storage.StorageConfig;
import health.cordon.tenancy.token.TokenConfig;

/**
 * The rooms' configurations, read together so that all faults show at once.
 *
 * <p>Every key is described in {@code docs/configuration.md}.
 */
public record Configuration(
        PlatformConfig platform,
        RoutingConfig routing,
        StorageConfig storage,
        KeyConfig keys,
        TokenConfig token,
        CursorConfig cursor) {

    /**
     * @throws InvalidSettings naming every fault
     */
    public static Configuration from(Settings settings) {
        var endpoints = EndpointPolicy.from(settings);
        var configuration =
                new Configuration(
                        PlatformConfig.from(settings, endpoints),
                        RoutingConfig.from(settings, endpoints),
                        StorageConfig.from(settings, endpoints),
                        KeyConfig.from(settings, endpoints),
                        TokenConfig.from(settings, endpoints),
                        CursorConfig.from(settings));
        settings.required("METRICS_PASSWORD", Configuration::metricsPassword, "a-long-random-text");
        endpoints.reportTo(settings);
        settings.check();
        return configuration;
    }

    /** Used by the server itself; checked here because an unset one would be guessable. */
    private static String metricsPassword(String text) {
        if (text.length() < 12) {
            throw new IllegalArgumentException("give at least 12 characters.");
        }
        return text;
    }
}
