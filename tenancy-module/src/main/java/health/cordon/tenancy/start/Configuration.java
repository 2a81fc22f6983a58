package health.cordon.tenancy.start;

import health.cordon.tenancy.cloud.CloudConfig;
import health.cordon.tenancy.connection.ConnectionKeys;
import health.cordon.tenancy.drain.DrainConfig;
import health.cordon.tenancy.escrow.EscrowConfig;
import health.cordon.tenancy.http.CursorConfig;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.platform.PlatformConfig;
import health.cordon.tenancy.routing.MigrationAccount;
import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.storage.StorageConfig;
import health.cordon.tenancy.token.TokenConfig;
import health.cordon.tenancy.trust.TrustConfig;

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
        EscrowConfig escrow,
        TokenConfig token,
        CursorConfig cursor,
        CloudConfig cloud,
        TrustConfig trust,
        DrainConfig drain,
        ConnectionKeys connections,
        MigrationAccount migration) {

    /**
     * @param others rooms of other modules
     * @throws InvalidSettings naming every fault
     */
    public static Configuration from(Settings settings, Iterable<? extends ConfiguredRoom> others) {
        var endpoints = EndpointPolicy.from(settings);
        var configuration =
                new Configuration(
                        PlatformConfig.from(settings, endpoints),
                        RoutingConfig.from(settings, endpoints),
                        StorageConfig.from(settings, endpoints),
                        KeyConfig.from(settings, endpoints),
                        EscrowConfig.from(settings),
                        TokenConfig.from(settings, endpoints),
                        CursorConfig.from(settings),
                        CloudConfig.from(settings),
                        TrustConfig.from(settings),
                        DrainConfig.from(settings),
                        ConnectionKeys.from(settings),
                        RoutingConfig.migration(settings, endpoints));
        ServerKeys.check(settings);
        others.forEach(room -> room.read(settings));
        endpoints.reportTo(settings);
        settings.check();
        return configuration;
    }
}
