package health.cordon.tenancy.verification;

import java.util.UUID;

/**
 * Makes and removes a canary the way clinicians make and remove records. Every method is called
 * while a tenant is bound for canaries.
 */
public interface Canary {
    /**
     * The ids of a canary's rows.
     *
     * @param patient owns the data key
     */
    record Rows(UUID patient, UUID caseId, UUID image) {}

    /**
     * Writes one with its image.
     *
     * @throws health.cordon.tenancy.http.ProblemException when that fails somewhere on the way
     */
    Rows write();

    /** Whether the lists that platform staff reads show it. */
    boolean isListed(Rows canary);

    /**
     * Removes all of the tenant's canaries, also those that an earlier verification left.
     *
     * @return how many there were
     * @throws health.cordon.tenancy.http.ProblemException when that fails
     */
    int removeAll();
}
