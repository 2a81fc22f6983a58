package health.cordon.tenancy.start;

import health.cordon.tenancy.http.CursorConfig;
import health.cordon.tenancy.keys.KeyConfig;
import health.cordon.tenancy.platform.PlatformConfig;
import health.cordon.tenancy.routing.RoutingConfig;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.storage.StorageConfig;
import health.cordon.tenancy.token.TokenConfig;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
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

    private Configuration configuration;

    @PostConstruct
    void read() {
        var config = ConfigProvider.getConfig();
        try {
            configuration =
                    Configuration.from(
                            new Settings(key -> config.getConfigValue(key).getRawValue()));
        } catch (InvalidSettings e) {
            e.faults().forEach(fault -> LOG.log(Level.SEVERE, "Cordon cannot start: {0}", fault));
            throw e;
        }
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
    TokenConfig token() {
        return configuration.token();
    }

    @Produces
    @Singleton
    CursorConfig cursor() {
        return configuration.cursor();
    }
}
