package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import java.util.function.Function;

/**
 * Leads into one persistence unit and nowhere else. Work that finds the tenant's home elsewhere
 * ends there, and a visit does not count as use.
 */
record OneUnit(PersistenceUnit unit, RouteTable routes) implements Entrance {
    @Override
    public Home of(OrganisationId organisation) {
        return routes.home(organisation);
    }

    @Override
    public <T> T inHome(OrganisationId organisation, Home first, Function<Home, T> attempt) {
        try {
            return attempt.apply(first);
        } catch (NotHome e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    @Override
    public PersistenceUnit enter(Home home) {
        if (!unit.visit()) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        return unit;
    }

    @Override
    public void leave(PersistenceUnit visited) {
        visited.endVisit();
    }
}
