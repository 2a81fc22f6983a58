package health.cordon.admin.verification;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.verification.Verification;
import health.cordon.tenancy.verification.VerificationRows.Kept;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A verification as platform staff sees it. */
public record VerificationView(
        UUID id,
        UUID organisation,
        Instant at,
        String requestedBy,
        boolean passed,
        List<CheckView> checks) {

    public static VerificationView of(Verification seen) {
        return new VerificationView(
                seen.id(),
                seen.organisation(),
                seen.at(),
                seen.requestedBy(),
                seen.passed(),
                seen.findings().stream().map(CheckView::of).toList());
    }

    static VerificationView of(Kept kept) {
        return new VerificationView(
                kept.id(),
                kept.organisation(),
                kept.at(),
                kept.requestedBy(),
                kept.passed(),
                checks(kept.checks()));
    }

    /** What is kept of the checks. */
    public static String stored(Verification seen) {
        try {
            return Json.mapper().writeValueAsString(of(seen).checks());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("checks can be written", e);
        }
    }

    private static List<CheckView> checks(String stored) {
        try {
            return List.of(Json.mapper().readValue(stored, CheckView[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("kept checks cannot be read", e);
        }
    }
}
