package health.cordon.clinical.patient;

import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.routing.ServingDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Clears the index of first letters where an organisation has the search by them switched off: a
 * part every minute. Where nothing is left, that costs a look into an index.
 */
@ApplicationScoped
public class PrefixUpkeep {
    private static final Logger LOG = Logger.getLogger(PrefixUpkeep.class.getName());
    private static final int BATCH = 500;

    /** For each organisation; the rest has to wait for the next minute, as others must not. */
    private static final int MOST_BATCHES = 20;

    @Inject OrganisationRegistry organisations;

    void keep(@Observes ServingDatabase database) {
        if (database.isOpening()) {
            // It has waited until now, and requests are waiting for the database.
            return;
        }
        database.tenants().stream().filter(this::isOff).forEach(tenant -> clear(database, tenant));
    }

    private void clear(ServingDatabase database, Tenant tenant) {
        try {
            clear(tenant, database.of(tenant));
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "the index of first letters of organisation {0} is cleared on in a minute ({1})",
                    new Object[] {tenant.id(), e.getClass().getSimpleName()});
        }
    }

    private void clear(Tenant tenant, ClinicalPersistence persistence) {
        int cleared = 0;
        for (int batch = 0; batch < MOST_BATCHES && isOff(tenant); batch++) {
            var ids = persistence.read(entities -> PatientRows.withPrefixes(entities, BATCH));
            if (ids.isEmpty()) {
                break;
            }
            cleared += persistence.maintain(entities -> PatientRows.clearPrefixes(entities, ids));
        }
        if (cleared > 0) {
            LOG.log(
                    Level.INFO,
                    "the index of first letters of organisation {0}: {1} rows cleared",
                    new Object[] {tenant.id(), cleared});
        }
    }

    /** Asked anew for each part: what is written since it was switched on again is to stay. */
    private boolean isOff(Tenant tenant) {
        return organisations
                .find(tenant.id())
                .filter(now -> !now.organisation().prefixSearch())
                .isPresent();
    }
}
