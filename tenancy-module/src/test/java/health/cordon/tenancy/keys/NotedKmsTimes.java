package health.cordon.tenancy.keys;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers how each call ended. */
final class NotedKmsTimes extends KmsTimes {
    final List<KmsOutcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    @Override
    void note(KmsAction action, KmsOutcome outcome, long nanos) {
        outcomes.add(outcome);
    }
}
