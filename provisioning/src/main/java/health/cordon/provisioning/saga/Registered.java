package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationAdministration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The organisation itself, to which all that is made belongs; nobody is let in yet. */
@ApplicationScoped
public class Registered implements Step {
    @Inject OrganisationAdministration administration;

    @Override
    public String name() {
        return "organisation";
    }

    @Override
    public String plan(Saga saga) {
        return "the organisation; nobody is let in yet";
    }

    @Override
    public void undo(Saga saga) {
        administration.forget(saga.id());
    }

    @Override
    public String ensure(Saga saga) {
        administration.ensure(saga.id(), saga.wanted());
        return saga.id().toString();
    }
}
