package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        description = "Show what an organisation's data keys are wrapped with, and since when.",
        footer = "A schedule is set with: ${ROOT-COMMAND-NAME} org set SLUG --rewrap-days N")
final class KeysStatus implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            required = true,
            description = "Its short name, or its id.")
    private String slug = "";

    @Override
    public Integer call() {
        var status = Organisations.at(connection).keyStatus(slug);
        output.print(status, lines(status));
        return 0;
    }

    private static List<String> lines(JsonNode status) {
        var table = new Table("WRAPPED WITH", "DATA KEYS", "OLDEST");
        for (var key : status.path("keys")) {
            table.add(
                    key.path("key").asText(),
                    key.path("deks").asText(),
                    key.path("oldest").asText());
        }
        var lines = new ArrayList<>(table.lines());
        lines.add(due(status));
        return lines;
    }

    private static String due(JsonNode status) {
        if (!status.hasNonNull("rewrapDays")) {
            return "There is no schedule for wrapping them anew.";
        }
        if (!status.hasNonNull("due")) {
            return "Each is to be wrapped anew after %s days; there is none yet."
                    .formatted(status.path("rewrapDays").asText());
        }
        return "Each is to be wrapped anew after %s days: %s %s."
                .formatted(
                        status.path("rewrapDays").asText(),
                        status.path("overdue").asBoolean() ? "overdue since" : "due",
                        status.path("due").asText());
    }
}
