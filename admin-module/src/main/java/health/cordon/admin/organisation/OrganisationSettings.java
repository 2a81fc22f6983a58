package health.cordon.admin.organisation;

import health.cordon.tenancy.settings.ConfiguredRoom;
import health.cordon.tenancy.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Reads this room's keys at the start, with those of all others. */
@ApplicationScoped
public class OrganisationSettings implements ConfiguredRoom {
    private volatile @Nullable OrganisationChoices choices;

    @Override
    public void read(Settings settings) {
        choices = OrganisationChoices.from(settings);
    }

    OrganisationChoices choices() {
        var read = choices;
        if (read == null) {
            throw new IllegalStateException("no organisation is made before the start");
        }
        return read;
    }
}
