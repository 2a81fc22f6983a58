package health.cordon.clinical.field;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The key of a tenant's blind indexes in the database that serves it; made at first need. */
@ApplicationScoped
public class IndexKeys {
    @Inject DekResolver deks;

    /** The key, made if there is none. */
    public DataKey required(Tenant tenant, ClinicalPersistence persistence) {
        return find(tenant, persistence).orElseGet(() -> create(tenant, persistence));
    }

    /** The key; none means that nothing was ever indexed here. */
    public Optional<DataKey> find(Tenant tenant, ClinicalPersistence persistence) {
        return persistence.read(entities -> deks.indexKey(tenant, entities));
    }

    private DataKey create(Tenant tenant, ClinicalPersistence persistence) {
        var made = deks.createIndexKey(tenant);
        try {
            return persistence.maintain(
                    entities -> {
                        entities.persist(made.row());
                        return made.key();
                    });
        } catch (ProblemException e) {
            if (e.problem() != Problem.CONFLICT) {
                throw e;
            }
            // Another request or node was first; its key is the one.
            return find(tenant, persistence).orElseThrow(() -> e);
        }
    }
}
