package health.cordon.tenancy.routing;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/** Where tenants live as this node believes, and how it learns that it was wrong. */
@ApplicationScoped
public class Homes implements Entrance {
    @Inject RouteTable routes;
    @Inject PersistenceUnits units;
    @Inject OrganisationRegistry organisations;

    @Override
    public Home of(OrganisationId organisation) {
        return routes.home(organisation);
    }

    @Override
    public PersistenceUnit enter(Home home) {
        return units.enter(home.route());
    }

    @Override
    public void leave(PersistenceUnit unit) {
        unit.leave();
    }

    /** See {@link FencedWork}. */
    @Override
    public <T> T inHome(OrganisationId organisation, Home first, Function<Home, T> attempt) {
        return FencedWork.inHome(new ThisNode(organisation), first, attempt);
    }

    private final class ThisNode implements FencedWork.Node<Home> {
        private final OrganisationId organisation;

        ThisNode(OrganisationId organisation) {
            this.organisation = organisation;
        }

        @Override
        public Home home() {
            return of(organisation);
        }

        @Override
        public void learn() {
            organisations.catchUp();
        }

        @Override
        public void pause(Duration moment) {
            try {
                // Not all at once: many may wait for the same change.
                Thread.sleep(ThreadLocalRandom.current().nextLong(1, moment.toMillis() + 1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProblemException(Problem.UNAVAILABLE, e);
            }
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
