package health.cordon.batch.rewrap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What depends on a key that the job wrapped away from.
 *
 * @param own whether it is, or was, the organisation's own
 * @param deks data keys that still depend on it, where that could be seen
 * @param free whether none does, in every database that holds or could hold one, and none will: new
 *     data keys are wrapped with another key
 * @param statement the same as a sentence
 * @param advice what may be done now; {@code null} while it is needed
 * @param policy a statement of a key policy by which it is withdrawn for the organisation's data
 *     keys alone; {@code null} while it is needed, or where it is no KMS key
 */
public record OldKey(
        String key,
        boolean own,
        long deks,
        boolean free,
        String statement,
        @Nullable String advice,
        @Nullable Map<String, Object> policy) {}
