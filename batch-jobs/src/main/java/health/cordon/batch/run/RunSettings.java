package health.cordon.batch.run;

import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads this room's keys at the start, with those of all others. */
@ApplicationScoped
public class RunSettings implements ConfiguredRoom {
    private volatile @Nullable RunConfig config;

    @Override
    public void read(Settings settings) {
        config = RunConfig.from(settings);
    }

    @Produces
    @Singleton
    RunConfig config() {
        var read = config;
        if (read == null) {
            throw new IllegalStateException("no job runs before the start");
        }
        return read;
    }
}
