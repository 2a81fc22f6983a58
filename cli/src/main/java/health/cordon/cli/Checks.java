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

    /** The first that failed, as a sentence without its dot. */
    static String firstFailed(JsonNode checks) {
        for (var check : checks) {
            if (!check.path("passed").asBoolean()) {
                return "%s. %s"
                        .formatted(check.path("evidence").asText(), check.path("remedy").asText(""))
                        .replaceFirst("\\.?\\s*$", "");
            }
        }
        return "a check failed";
    }

    static long failed(JsonNode checks) {
        long failed = 0;
        for (var check : checks) {
            failed += check.path("passed").asBoolean() ? 0 : 1;
        }
        return failed;
    }
}
