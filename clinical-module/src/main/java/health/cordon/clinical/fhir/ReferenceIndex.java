package health.cordon.clinical.fhir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds an entry by any of its references. A reference that leads to two different identities leads
 * nowhere: a guess might put a record into the wrong patient's file.
 */
final class ReferenceIndex<T> {
    private final Function<T, String> identity;
    private final Map<String, T> entries = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    ReferenceIndex(
            List<T> all, Function<T, String> identity, Function<T, List<String>> references) {
        this.identity = identity;
        for (T entry : all) {
            references.apply(entry).forEach(reference -> add(reference, entry));
        }
    }

    private void add(String reference, T entry) {
        T earlier = entries.putIfAbsent(reference, entry);
        if (earlier != null && !identity.apply(earlier).equals(identity.apply(entry))) {
            ambiguous.add(reference);
        }
    }

    @Nullable T find(@Nullable String reference) {
        return reference == null || ambiguous.contains(reference) ? null : entries.get(reference);
    }
}
