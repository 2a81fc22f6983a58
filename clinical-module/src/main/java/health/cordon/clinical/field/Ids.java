package health.cordon.clinical.field;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/**
 * Makes record ids: UUID version 7, so that rows of one time lie together and lists have an order.
 */
public final class Ids {
    private Ids() {}

    public static UUID next() {
        return UuidCreator.getTimeOrderedEpoch();
    }
}
