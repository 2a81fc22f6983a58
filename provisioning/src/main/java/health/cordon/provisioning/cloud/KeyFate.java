package health.cordon.provisioning.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A KMS key that is, or was, an organisation's own.
 *
 * @param made whether provisioning made it; others are the hospital's
 * @param state as KMS has it, {@code Gone}, or {@code NotSeen} where KMS does not tell
 * @param deletedAt when KMS will have deleted it
 */
public record KeyFate(String key, boolean made, String state, @Nullable Instant deletedAt) {
    static final String GONE = "Gone";
    static final String NOT_SEEN = "NotSeen";
    static final String PENDING = "PendingDeletion";

    /** Whether KMS refuses every use of it for good. */
    public boolean cannotBeUsed() {
        return state.equals(PENDING) || state.equals(GONE);
    }
}
