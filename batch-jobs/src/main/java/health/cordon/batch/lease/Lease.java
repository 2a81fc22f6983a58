package health.cordon.batch.lease;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A range that one worker holds until it says no more of itself for {@link Leases#LENGTH}.
 *
 * @param after the checkpoint: the id of the last item that is done; empty before the first
 * @param upTo the id of the last item of the range; {@code null} where it has no end
 */
public record Lease(
        long range,
        UUID request,
        int pass,
        RangeKind kind,
        String owner,
        long token,
        String after,
        @Nullable String upTo) {
    /** The same, after its end has moved. */
    public Lease shortenedTo(String last) {
        return new Lease(range, request, pass, kind, owner, token, after, last);
    }
}
