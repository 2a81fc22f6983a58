package health.cordon.tenancy.routing;

import health.cordon.tenancy.context.OrgContext;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Finds the clinical database that serves an organisation now. */
@ApplicationScoped
public class ClinicalPersistenceResolver {
    @Inject OrganisationRegistry organisations;
    @Inject OrgContext context;
    @Inject RouteTable routes;
    @Inject PersistenceUnits units;

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
        // Decided once: what begins in one database ends there, also when the columns change
        // meanwhile.
        var route = route(organisation);
        return new ClinicalPersistence(binding, () -> units.enter(route));
    }

    /** The clinical database of the organisation that is bound now. */
    public ClinicalPersistence forBoundOrg() {
        return forOrg(context.tenant().id());
    }

    private Route route(OrganisationId organisation) {
        // The tenant as it is now, not as it was when the request began.
        return organisations
                .find(organisation)
                .map(routes::route)
                .orElseThrow(() -> new ProblemException(Problem.UNAVAILABLE));
    }
}
