package health.cordon.tenancy.token;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers what was noted. */
final class NotedRefusals extends Refusals {
    /** As fault, fingerprint and organisation. */
    final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @Override
    void note(Fault fault, String fingerprint, @Nullable String organisation) {
        notes.add(fault.label() + " " + fingerprint + " " + organisation);
    }
}
