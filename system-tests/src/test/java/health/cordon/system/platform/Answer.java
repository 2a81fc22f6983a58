package health.cordon.system.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came back. */
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_ITS_OWN = Set.of("date", "trace-id", "content-length");

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON, status " + status, e);
        }
    }

    /** A member of the body, as text. */
    public String text(String member) {
        return json().path(member).asText();
    }

    public String id() {
        return text("id");
    }

    /** The header's only value, or the empty text. */
    public String header(String name) {
        return String.join(", ", headers.getOrDefault(name, List.of()));
    }

    public String etag() {
        return header("etag");
    }

    /** All that a caller can tell two refusals apart by. */
    public String indistinguishable() {
        var visible = new TreeMap<String, List<String>>();
        headers.forEach((name, values) -> visible.put(name.toLowerCase(Locale.ROOT), values));
        visible.keySet().removeAll(OF_ITS_OWN);
        var document = (ObjectNode) json();
        document.remove("instance");
        return status + " " + visible + " " + document;
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
