package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a pre-flight or a verification looked at, as a table. */
final class Checks {
    private Checks() {}

    /** Nothing when nothing was looked at. */
    static List<String> lines(JsonNode checks) {
        if (checks.isEmpty()) {
            return List.of();
        }
        var table = new Table("CHECK", "OUTCOME", "EVIDENCE", "WHAT TO DO");
        for (var check : checks) {
            table.add(
                    check.path("name").asText(),
                    check.path("outcome").asText(),
                    check.path("evidence").asText(),
                    check.hasNonNull("remedy") ? check.path("remedy").asText() : "");
        }
        return table.lines();
    }

    static long failed(JsonNode checks) {
        long failed = 0;
        for (var check : checks) {
            failed += check.path("passed").asBoolean() ? 0 : 1;
        }
        return failed;
    }
}
