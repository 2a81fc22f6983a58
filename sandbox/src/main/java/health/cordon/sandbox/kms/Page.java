package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import java.util.stream.Stream;

/** Lists page by page; the marker is the sort key of the last item, so it stays good. */
record Page<T>(String field, Function<T, String> marker, Function<T, ObjectNode> view) {
    private static final int DEFAULT_SIZE = 100;
    private static final int MAX_SIZE = 1000;

    ObjectNode of(KmsRequest request, Stream<T> sorted) {
        var size = request.number("Limit", DEFAULT_SIZE, 1, MAX_SIZE);
        var after = request.text("Marker", "");
        var found =
                sorted.filter(item -> marker.apply(item).compareTo(after) > 0)
                        .limit(size + 1L)
                        .toList();
        var answer = JsonNodeFactory.instance.objectNode().put("Truncated", found.size() > size);
        var items = answer.putArray(field);
        found.stream().limit(size).map(view).forEach(items::add);
        return found.size() > size
                ? answer.put("NextMarker", marker.apply(found.get(size - 1)))
                : answer;
    }
}
