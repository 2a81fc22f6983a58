package health.cordon.provisioning.retirement;

import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads this room's keys at the start, with those of all others. */
@ApplicationScoped
public class RetirementSettings implements ConfiguredRoom {
    private volatile @Nullable RetirementConfig config;

    @Override
    public void read(Settings settings) {
        config = RetirementConfig.from(settings);
    }

    RetirementConfig config() {
        var read = config;
        if (read == null) {
            throw new IllegalStateException("no organisation ends before the start");
        }
        return read;
    }
}
