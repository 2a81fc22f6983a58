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
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.storage.StorageConfig;
import health.cordon.tenancy.token.TokenConfig;
import health.cordon.tenancy.trust.TrustConfig;
import health.cordon.tenancy.trust.TrustProvider;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives each room its own configuration. All of it is read once, together, through MicroProfile
 * Config, without expanding its values.
 */
@ApplicationScoped
public class ConfigurationProducer {
    private static final Logger LOG = Logger.getLogger(ConfigurationProducer.class.getName());

    @Inject @Any Instance<ConfiguredRoom> others;
    private Configuration configuration;

    @PostConstruct
    void read() {
        var config = ConfigProvider.getConfig();
        try {
            configuration =
                    Configuration.from(
                            new Settings(key -> config.getConfigValue(key).getRawValue()), others);
        } catch (InvalidSettings e) {
            e.faults().forEach(fault -> LOG.log(Level.SEVERE, "Cordon cannot start: {0}", fault));
            throw e;
        }
        TrustProvider.install(configuration.trust());
    }

    @PreDestroy
    void forget() {
        TrustProvider.remove();
    }

    @Produces
    @Singleton
    PlatformConfig platform() {
        return configuration.platform();
    }

    @Produces
    @Singleton
    RoutingConfig routing() {
        return configuration.routing();
    }

    @Produces
    @Singleton
    MigrationAccount migration() {
        return configuration.migration();
    }

    @Produces
    @Singleton
    ConnectionKeys connections() {
        return configuration.connections();
    }

    @Produces
    @Singleton
    StorageConfig storage() {
        return configuration.storage();
    }

    @Produces
    @Singleton
    KeyConfig keys() {
        return configuration.keys();
    }

    @Produces
    @Singleton
    EscrowConfig escrow() {
        return configuration.escrow();
    }

    @Produces
    @Singleton
    TokenConfig token() {
        return configuration.token();
    }

    @Produces
    @Singleton
    CursorConfig cursor() {
        return configuration.cursor();
    }

    @Produces
    @Singleton
    CloudConfig cloud() {
        return configuration.cloud();
    }

    @Produces
    @Singleton
    TrustConfig trust() {
        return configuration.trust();
    }

    @Produces
    @Singleton
    DrainConfig drain() {
        return configuration.drain();
    }
}
