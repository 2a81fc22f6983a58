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
        // The server itself uses these two; an unset one would be its own name, and guessable.
        settings.required("METRICS_PASSWORD", Configuration::password, "a-long-random-text");
        settings.required("KEYSTORE_PASSWORD", Configuration::password, "a-long-random-text");
        endpoints.reportTo(settings);
        settings.check();
        return configuration;
    }

    private static String password(String text) {
        if (text.length() < 12) {
            throw new IllegalArgumentException("give at least 12 characters.");
        }
        return text;
    }
}
