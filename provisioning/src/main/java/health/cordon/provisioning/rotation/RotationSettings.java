package health.cordon.provisioning.rotation;

import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads this room's key at the start, with those of all others. */
@ApplicationScoped
public class RotationSettings implements ConfiguredRoom {
    /**
     * A node that was cut off from the platform database for so long does not serve from a former
     * account any more: it is dropped, whoever still uses it.
     */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private volatile @Nullable Duration grace;

    @Override
    public void read(Settings settings) {
        grace = Duration.ofSeconds(settings.number("CREDENTIALS_GRACE_SECONDS", 60, 5, 600));
    }

    /** How long a former account stays at least. */
    Duration grace() {
        var read = grace;
        if (read == null) {
            throw new IllegalStateException("no password is exchanged before the start");
        }
        return read;
    }
}
