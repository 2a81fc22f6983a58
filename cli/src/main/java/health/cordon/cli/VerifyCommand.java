package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description = {
            "Prove where an organisation's new records go: write a canary, look for it, remove it.",
            "Exit code 7 when a check failed."
        })
final class VerifyCommand implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            required = true,
            description = "Its short name, or its id.")
    private String slug = "";

    @Option(names = "--history", description = "Only show what earlier verifications saw.")
    private boolean history;

    @Override
    public Integer call() {
        var organisations = Organisations.at(connection);
        return history ? earlier(organisations) : verify(organisations);
    }

    private int verify(Organisations organisations) {
        output.progress("Verifying " + slug + "; this takes up to a minute.");
        var seen = organisations.verify(slug).body();
        output.print(seen, lines(seen));
        return (seen.path("passed").asBoolean() ? ExitCode.DONE : ExitCode.CHECK_FAILED).code();
    }

    private int earlier(Organisations organisations) {
        var page = organisations.verifications(slug).body();
        var table = new Table("AT", "PASSED", "REQUESTED BY", "FAILED CHECKS");
        page.path("items").forEach(seen -> add(table, seen));
        output.print(page, table.lines());
        return ExitCode.DONE.code();
    }

    private static void add(Table table, JsonNode seen) {
        var failed = new ArrayList<String>();
        for (var check : seen.path("checks")) {
            if (!check.path("passed").asBoolean()) {
                failed.add(check.path("name").asText());
            }
        }
        table.add(
                seen.path("at").asText(),
                seen.path("passed").asBoolean() ? "yes" : "no",
                seen.path("requestedBy").asText(),
                String.join(" ", failed));
    }

    private List<String> lines(JsonNode seen) {
        var table = new Table("CHECK", "OUTCOME", "EVIDENCE");
        var remedies = new ArrayList<String>();
        for (var check : seen.path("checks")) {
            var name = check.path("name").asText();
            table.add(name, check.path("outcome").asText(), check.path("evidence").asText());
            if (check.hasNonNull("remedy")) {
                remedies.add(name + ": " + check.path("remedy").asText());
            }
        }
        var lines = new ArrayList<>(table.lines());
        if (!remedies.isEmpty()) {
            lines.add("");
            lines.add("What to do:");
            lines.addAll(remedies);
        }
        lines.add("");
        lines.add(slug + (seen.path("passed").asBoolean() ? " is verified." : " is NOT verified."));
        return lines;
    }
}
