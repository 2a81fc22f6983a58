package health.cordon.provisioning.saga;

import health.cordon.admin.organisation.OrganisationRequest;
import health.cordon.tenancy.organisation.OrganisationId;

/**
 * An organisation that is being made.
 *
 * @param id what it has, or will have
 * @param isDone whether all of it is there
 */
record Saga(OrganisationId id, OrganisationRequest wanted, boolean isDone) {
    boolean wants(Dedicated dimension) {
        return wanted.dedicated() != null && wanted.dedicated().contains(dimension.text());
    }
}
