package health.cordon.tenancy.routing;

import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.organisation.OrganisationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Finds the clinical database that serves an organisation now. */
@ApplicationScoped
public class ClinicalPersistenceResolver {
    @Inject OrgContext context;
    @Inject Homes homes;

    /**
     * The clinical database of the bound organisation.
     *
     * @param organisation must be the bound one: nobody reaches another's database by its id
     * @throws IllegalStateException when another organisation is bound, or none
     */
    public ClinicalPersistence forOrg(OrganisationId organisation) {
        var binding = context.required();
        if (!binding.tenant().id().equals(organisation)) {
            throw new IllegalStateException("another organisation is bound");
        }
        return new ClinicalPersistence(binding, homes);
    }

    /** The clinical database of the organisation that is bound now. */
    public ClinicalPersistence forBoundOrg() {
        return forOrg(context.tenant().id());
    }
}
