package health.cordon.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * How far a clinical database is.
 *
 * @param changes how many changes were applied to it
 * @param version the name of the file with the last of them; empty when there is none
 * @param databaseId empty while it has none
 */
record State(int changes, String version, String databaseId) {
    static final State EMPTY = new State(0, "", "");

    JsonNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("changes", changes);
        return version.isEmpty() ? json.putNull("version") : json.put("version", version);
    }

    @Override
    public String toString() {
        return version.isEmpty() ? "empty" : "%s, %d changes".formatted(version, changes);
    }
}
