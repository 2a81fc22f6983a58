package health.cordon.admin.organisation;

/** Makes organisations with all that is their own; another module does. */
public interface Provisioning {
    /**
     * Makes what is missing, or nothing.
     *
     * @throws health.cordon.tenancy.http.ProblemException conflict when the slug is taken or
     *     something else is wanted for it; no server, pre-flight failed or unavailable where it
     *     stops, and then the same request goes on from there
     */
    ProvisioningView provision(OrganisationRequest wanted);

    /**
     * What {@link #provision} would do; makes nothing.
     *
     * @throws health.cordon.tenancy.http.ProblemException where it surely could not
     */
    ProvisioningView plan(OrganisationRequest wanted);

    /**
     * Takes back what was made of an organisation that is not there yet.
     *
     * @throws health.cordon.tenancy.http.ProblemException not found; conflict when all of it was
     *     made; unavailable where it stops, and then it is asked for again
     */
    void abort(String slug);

    /**
     * How far it is.
     *
     * @throws health.cordon.tenancy.http.ProblemException not found
     */
    ProvisioningView of(String slug);
}
