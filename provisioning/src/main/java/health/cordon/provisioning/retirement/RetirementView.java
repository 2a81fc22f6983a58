package health.cordon.provisioning.retirement;

import health.cordon.admin.organisation.ProvisioningView.StepView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far the end of an organisation is.
 *
 * @param id the organisation's
 * @param state {@code retiring} while it is read-only, {@code running} while it is destroyed,
 *     {@code retired} once that is certified, {@code deleted} when what was made for it is gone,
 *     too
 * @param requestedBy who wanted it read-only
 * @param finishFrom when it may be destroyed
 * @param steps those that were begun, in their order
 * @param deleteAfter when its database and bucket go
 */
public record RetirementView(
        UUID id,
        String slug,
        String state,
        String requestedBy,
        Instant readOnlySince,
        Instant finishFrom,
        @Nullable Instant retiredAt,
        List<StepView> steps,
        @Nullable Instant deleteAfter,
        @Nullable Instant deletedAt,
        @Nullable RetirementCertificate certificate) {
    /** While more is to be destroyed. */
    public static final String RUNNING = Retirement.State.RUNNING.stored();
}
