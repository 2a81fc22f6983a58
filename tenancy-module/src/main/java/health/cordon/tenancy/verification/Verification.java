package health.cordon.tenancy.verification;

import health.cordon.tenancy.preflight.Finding;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What one verification saw. */
public record Verification(
        UUID id, UUID organisation, Instant at, String requestedBy, List<Finding> findings) {
    /** Whether isolation is as the columns say. */
    public boolean passed() {
        return !findings.isEmpty() && findings.stream().allMatch(Finding::passed);
    }
}
