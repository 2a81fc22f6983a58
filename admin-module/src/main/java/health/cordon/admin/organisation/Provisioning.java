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
     * How far it is.
     *
     * @throws health.cordon.tenancy.http.ProblemException not found
     */
    ProvisioningView of(String slug);
}
