package health.cordon.cli.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.remote.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of all files together. */
public final class Totals {
    private final Map<String, SortedMap<String, Long>> sums = new LinkedHashMap<>();
    private final List<RefusedFile> refused = new ArrayList<>();
    private int files;

    public Totals() {
        for (var kind : List.of("created", "unchanged", "ignored")) {
            sums.put(kind, new TreeMap<>());
        }
    }

    /** A file that the server did not take, and the title and reason that it gave. */
    record RefusedFile(String file, String title, Optional<String> reason) {
        void write(ObjectNode json) {
            json.put("file", file).put("title", title);
            reason.ifPresent(code -> json.put("reason", code));
        }
    }

    public void add(JsonNode answer) {
        files++;
        sums.forEach(
                (kind, sum) ->
                        answer.path(kind)
                                .properties()
                                .forEach(
                                        entry ->
                                                sum.merge(
                                                        entry.getKey(),
                                                        entry.getValue().asLong(),
                                                        Long::sum)));
    }

    public void refuse(String file, Answer answer) {
        refused.add(new RefusedFile(file, answer.title(), answer.reason()));
    }

    public boolean complete() {
        return refused.isEmpty();
    }

    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("files", files);
        sums.forEach((kind, sum) -> sum.forEach(json.putObject(kind)::put));
        if (!complete()) {
            var array = json.putArray("refused");
            refused.forEach(one -> one.write(array.addObject()));
        }
        return json;
    }

    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("%d %s imported.".formatted(files, files == 1 ? "file" : "files"));
        sums.forEach((kind, sum) -> lines.add("  %-10s %s".formatted(kind, list(sum))));
        if (!complete()) {
            lines.add("%d refused; they are named above.".formatted(refused.size()));
        }
        return lines;
    }

    private static String list(SortedMap<String, Long> sum) {
        return sum.isEmpty()
                ? "nothing"
                : sum.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
