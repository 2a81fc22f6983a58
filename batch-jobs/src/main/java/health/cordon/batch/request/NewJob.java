package health.cordon.batch.request;

import health.cordon.tenancy.organisation.OrganisationId;

/**
 * A job that somebody wants.
 *
 * @param parameters the job's own, as JSON
 * @param traceId of the request that asks for it
 */
public record NewJob(
        String job,
        OrganisationId organisation,
        String parameters,
        int rate,
        String requestedBy,
        String role,
        String traceId) {
    /** Of the job that may run once for the organisation. */
    String unfinished() {
        return job + "/" + organisation;
    }
}
