package health.cordon.admin.organisation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far an organisation is made.
 *
 * @param id the organisation's; null where it is planned only
 * @param state {@code planned}, {@code running} until all of it is there, then {@code done}; {@code
 *     aborting} when it is taken back
 * @param steps those that were begun, in their order
 * @param notDone what it still needs
 * @param continued whether it had been asked for before
 */
public record ProvisioningView(
        @Nullable UUID id,
        String slug,
        String state,
        List<StepView> steps,
        List<Remaining> notDone,
        boolean continued) {
    /**
     * @param state {@code planned}, {@code begun}, {@code done} or {@code failed}
     * @param evidence what is there now, or why not
     */
    public record StepView(String name, String state, String evidence, Instant at) {}

    /**
     * @param how the command, or the page that tells
     */
    public record Remaining(String what, String how) {}
}
