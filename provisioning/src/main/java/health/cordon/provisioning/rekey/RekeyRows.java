package health.cordon.provisioning.rekey;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of sealed connections. */
final class RekeyRows {
    private static final Pattern KEY = Pattern.compile("[a-z0-9]{1,16}");

    private RekeyRows() {}

    /** One connection as it is kept. */
    record Sealed(String name, String text, @Nullable String organisation) {
        /** Not even what is sealed. */
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Sealed> page(
            Handle handle, SealedPlace place, String newest, String after, int limit) {
        return handle.createQuery(place.select())
                .bind("after", after)
                .bind("sealed", newest + "|%")
                .bind("limit", limit)
                .map(
                        (row, context) ->
                                new Sealed(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Whether it was still the same. */
    static boolean replace(Handle handle, SealedPlace place, Sealed before, String text) {
        return handle.execute(place.update(), text, before.name(), before.text()) == 1;
    }

    /** By the ids of keys; nothing that does not look like one gets out. */
    static Map<String, Long> counts(Handle handle) {
        var all = new TreeMap<String, Long>();
        for (var place : SealedPlace.values()) {
            handle.createQuery(place.count())
                    .map((row, context) -> Map.entry(id(row.getString(1)), row.getLong(2)))
                    .forEach(count -> all.merge(count.getKey(), count.getValue(), Long::sum));
        }
        return all;
    }

    private static String id(String text) {
        return KEY.matcher(text).matches() ? text : "?";
    }
}
