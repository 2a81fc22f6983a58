package health.cordon.provisioning.retirement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What was destroyed, as it was seen.
 *
 * @param requestedBy who wanted it destroyed, an e-mail address
 * @param actor who signed in for that
 * @param before what there was when nobody was let in any more
 * @param after the same, counted anew at the end
 * @param scheduled what was made for the organisation, and when it goes
 * @param kept what stays with the platform, and why
 * @param yours what provisioning did not make, and the hospital deletes
 * @param notCovered what this platform does not reach
 */
public record RetirementCertificate(
        UUID organisationId,
        String slug,
        String name,
        String requestedBy,
        String actor,
        Instant readOnlySince,
        Instant retiredAt,
        Instant certifiedAt,
        Holdings before,
        Holdings after,
        List<Scheduled> scheduled,
        List<Remark> kept,
        List<Remark> yours,
        List<Remark> notCovered) {
    /**
     * @param from when it goes
     */
    public record Scheduled(String what, Instant from) {}

    /**
     * @param toDo the reason, or what somebody should do
     */
    public record Remark(String what, String toDo) {}
}
