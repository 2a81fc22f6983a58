package health.cordon.tenancy.token;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers for each token whether it was known. */
final class NotedTimes extends VerificationTimes {
    final List<Boolean> known = Collections.synchronizedList(new ArrayList<>());

    @Override
    void note(boolean wasKnown, long nanos) {
        known.add(wasKnown);
    }
}
