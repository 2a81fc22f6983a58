package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.tenancy.organisation.OrganisationId;
import java.util.Set;

/**
 * An organisation that is being made.
 *
 * @param id what it has, or will have
 * @param tried the names of the steps that somebody has begun before
 */
record Saga(OrganisationId id, OrganisationRequest wanted, SagaState state, Set<String> tried) {
    boolean isDone() {
        return state == SagaState.DONE;
    }

    /** What a step trusts when it is tried for the first time may be what it failed for. */
    boolean hasTried(String step) {
        return tried.contains(step);
    }

    Saga with(SagaState other) {
        return new Saga(id, wanted, other, tried);
    }

    boolean wants(Dedicated dimension) {
        return wanted.dedicated() != null && wanted.dedicated().contains(dimension.text());
    }
}
