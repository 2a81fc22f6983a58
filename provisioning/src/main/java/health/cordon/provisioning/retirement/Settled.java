package health.cordon.provisioning.retirement;

import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationRetired;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;

/** Every node has heard that there is no such tenant any more, and its requests have ended. */
@ApplicationScoped
public class Settled implements RetirementStep {
    /** A node hears of a change within 5 s. */
    private static final Duration NEWS = Duration.ofSeconds(6);

    private static final long NAP_MILLIS = 250;

    @Inject Retirements retirements;
    @Inject Event<OrganisationRetired> retired;

    @Override
    public String name() {
        return "closed";
    }

    @Override
    public Taken take(Organisation organisation, Turn turn) {
        while (retirements.sinceRetired(organisation.id()).compareTo(NEWS) < 0) {
            if (!turn.goesOn()) {
                return Taken.partly("nodes are hearing of it");
            }
            nap();
        }
        retired.fire(new OrganisationRetired(organisation.id()));
        return Taken.done("nobody is let in");
    }

    private static void nap() {
        try {
            Thread.sleep(NAP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepStopped("the node stops", e);
        }
    }
}
