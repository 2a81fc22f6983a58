package health.cordon.tenancy.start;

import health.cordon.tenancy.settings.Configuration;
import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the configuration once, through MicroProfile Config, without expanding its values. */
@ApplicationScoped
public class ConfigurationProducer {
    private static final Logger LOG = Logger.getLogger(ConfigurationProducer.class.getName());

    @Produces
    @Singleton
    Configuration configuration() {
        var config = ConfigProvider.getConfig();
        try {
            return Configuration.from(
                    new Settings(key -> config.getConfigValue(key).getRawValue()));
        } catch (InvalidSettings e) {
            e.faults().forEach(fault -> LOG.log(Level.SEVERE, "Cordon cannot start: {0}", fault));
            throw e;
        }
    }
}
