package health.cordon.batch.run;

import health.cordon.batch.request.JobRequest;
import health.cordon.batch.request.JobState;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whom nobody works for now. */
@ApplicationScoped
public class Pauses {
    @Inject OrganisationRegistry organisations;

    /** The tenant of a job, unless it is suspended, its keys are locked, or it is not known. */
    Optional<Tenant> workable(JobRequest request) {
        return organisations.find(request.organisation()).filter(Pauses::isWorkable);
    }

    private static boolean isWorkable(Tenant tenant) {
        var organisation = tenant.organisation();
        return organisation.status().equals(Organisation.ACTIVE) && !organisation.keysLocked();
    }

    /** How a job stands, for people. */
    public JobState shown(JobRequest request) {
        return request.state() == JobState.RUNNING && workable(request).isEmpty()
                ? JobState.PAUSED
                : request.state();
    }
}
