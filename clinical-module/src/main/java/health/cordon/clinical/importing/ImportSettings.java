package health.cordon.clinical.importing;

import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads this room's keys at the start, with those of all others. */
@ApplicationScoped
public class ImportSettings implements ConfiguredRoom {
    private volatile @Nullable ImportConfig config;

    @Override
    public void read(Settings settings) {
        config = ImportConfig.from(settings);
    }

    @Produces
    @Singleton
    ImportConfig config() {
        var read = config;
        if (read == null) {
            throw new IllegalStateException("nothing is imported before the start");
        }
        return read;
    }
}
