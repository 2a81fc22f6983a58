package health.cordon.provisioning.rotation;

import health.cordon.admin.organisation.ProvisioningView.StepView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an exchange of passwords is, and how old the passwords of an organisation's database are.
 *
 * @param id the organisation's
 * @param ref the database
 * @param state {@code never} exchanged; {@code running}; {@code waiting} until the former accounts
 *     may go; {@code done}
 * @param since when today's passwords were made
 * @param ageDays how long ago that is
 * @param rotatedAt when they were exchanged last
 * @param waiting for what
 * @param steps of the latest exchange, in their order
 */
public record RotationView(
        UUID id,
        String ref,
        String state,
        Instant since,
        long ageDays,
        @Nullable Instant rotatedAt,
        @Nullable Waiting waiting,
        List<StepView> steps) {
    /**
     * @param seconds for which the former accounts stay at least
     * @param sessions that somebody still has with them, if it was looked
     */
    public record Waiting(long seconds, int sessions) {}
}
