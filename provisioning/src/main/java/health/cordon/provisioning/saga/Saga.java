package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.tenancy.organisation.OrganisationId;
import java.util.Set;

/**
 * An organisation that is being made.
 *
 * @param id what it has, or will have
 * @param isDone whether all of it is there
 * @param tried the names of the steps that somebody has begun before
 */
record Saga(OrganisationId id, OrganisationRequest wanted, boolean isDone, Set<String> tried) {
    boolean wants(Dedicated dimension) {
        return wanted.dedicated() != null && wanted.dedicated().contains(dimension.text());
    }
}
