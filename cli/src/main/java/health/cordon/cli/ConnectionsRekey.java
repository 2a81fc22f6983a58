package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Refusals;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rekey",
        description = "Seal every kept connection with the newest of CONNECTION_ENCRYPTION_KEYS.",
        footer = {
            "First give the new key to all nodes, in front of the old one; then this; then take the"
                    + " old one away.",
            "May be repeated: it does nothing where all is sealed with the newest key."
        })
final class ConnectionsRekey implements Callable<Integer> {
    private static final int CONFLICT = 409;

    /** A pass seals thousands. */
    private static final int MOST_PASSES = 1_000;

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Override
    public Integer call() {
        var first = pass();
        var last = first;
        int resealed = first.path("resealed").asInt();
        for (int i = 1; !last.path("complete").asBoolean(); i++) {
            if (i == MOST_PASSES || last.path("resealed").asInt() == 0) {
                throw new Failure(
                        ExitCode.FAILED, "The connections do not come to an end; repeat.");
            }
            output.progress(resealed + " connections sealed anew");
            last = pass();
            resealed += last.path("resealed").asInt();
        }
        var all = (ObjectNode) last;
        all.put("resealed", resealed).set("before", first.path("before"));
        output.print(all, lines(all));
        return 0;
    }

    private JsonNode pass() {
        var access = connection.access();
        var answer =
                connection
                        .rest(access)
                        .postAndWait(
                                URI.create(access.adminUrl() + "/connections/rekey"),
                                Organisations.ROLE);
        if (answer.status() == CONFLICT) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "The server has no CONNECTION_ENCRYPTION_KEYS; the operator sets it and restarts"
                            + " the server.");
        }
        return Refusals.check(answer, "The list of connections").body();
    }

    private static List<String> lines(JsonNode all) {
        var table = new Table("KEY", "BEFORE", "NOW", "");
        for (var key : all.path("after")) {
            table.add(
                    key.path("key").asText(),
                    before(all, key.path("key").asText()),
                    key.path("connections").asText(),
                    note(all, key));
        }
        var lines = new ArrayList<>(table.lines());
        lines.add(all.path("resealed").asText() + " connections sealed anew.");
        all.path("unopened")
                .forEach(
                        name -> lines.add(name.asText() + " does not open and was left as it is."));
        all.path("removable")
                .forEach(
                        key ->
                                lines.add(
                                        "Key %s may be taken out of CONNECTION_ENCRYPTION_KEYS."
                                                .formatted(key.asText())));
        return lines;
    }

    private static String before(JsonNode all, String key) {
        for (var count : all.path("before")) {
            if (count.path("key").asText().equals(key)) {
                return count.path("connections").asText();
            }
        }
        return "0";
    }

    private static String note(JsonNode all, JsonNode key) {
        if (key.path("key").asText().equals(all.path("newest").asText())) {
            return "newest";
        }
        return key.path("configured").asBoolean() ? "" : "unknown";
    }
}
