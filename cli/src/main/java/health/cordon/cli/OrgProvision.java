package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "provision",
        description = "Make an organisation with all that is its own, and verify it.",
        footer = {
            "May be repeated: it makes what is missing, and nothing when all is there.",
            "What was begun and is not wanted any more, --slug SLUG --abort takes back.",
            "What region, vertical, tier and states may be, the server's ORGANISATION_… keys say."
        })
final class OrgProvision implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--slug",
            required = true,
            paramLabel = "SLUG",
            description = "Its short name: lower-case letters, digits and hyphens.")
    private String slug = "";

    @Option(names = "--dry-run", description = "Tell what would be made; make nothing.")
    private boolean dryRun;

    @Option(
            names = "--abort",
            description = "Take back what was made of one that is not there yet.")
    private boolean abort;

    @ArgGroup(exclusive = false, heading = "What it is to be:%n")
    private @Nullable NewOrganisation wanted;

    @Override
    public Integer call() {
        var organisations = Organisations.at(connection);
        if (abort) {
            return abort(organisations);
        }
        if (wanted == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing required options: --name, --region, --vertical, --tier,"
                            + " --requested-by");
        }
        var body = wanted.body(slug);
        return dryRun ? plan(organisations, body) : make(organisations, body);
    }

    private int make(Organisations organisations, JsonNode body) {
        JsonNode made;
        try (var steps = new ProvisioningSteps(organisations, slug, output)) {
            made = organisations.provision(slug, body).body();
        }
        output.print(made, lines(made));
        return 0;
    }

    private int plan(Organisations organisations, JsonNode body) {
        var planned = organisations.plan(slug, body);
        var isThere = planned.path("state").asText().equals("done");
        var lines = new ArrayList<String>();
        lines.add(
                isThere
                        ? slug + " is provisioned already; nothing would change."
                        : "Nothing was made. It would be, for " + slug + ":");
        steps(lines, planned);
        output.print(planned, lines);
        return 0;
    }

    private int abort(Organisations organisations) {
        if (wanted != null || dryRun) {
            throw new ParameterException(spec.commandLine(), "--abort goes with --slug alone.");
        }
        try (var steps = new ProvisioningSteps(organisations, slug, output)) {
            organisations.abort(slug);
        }
        output.print(
                JsonNodeFactory.instance.objectNode().put("slug", slug).put("state", "aborted"),
                List.of("Nothing is left of " + slug + "; its slug is free."));
        return 0;
    }

    private static List<String> lines(JsonNode made) {
        var lines = new ArrayList<>(OrgShow.lines(made));
        lines.add("");
        lines.add("Done:");
        steps(lines, made.path("provisioning"));
        lines.add("Not done yet:");
        for (var remaining : made.at("/provisioning/notDone")) {
            lines.add(
                    "  %s: %s"
                            .formatted(
                                    remaining.path("what").asText(),
                                    remaining.path("how").asText()));
        }
        return lines;
    }

    private static void steps(List<String> lines, JsonNode provisioning) {
        for (var step : provisioning.path("steps")) {
            lines.add(
                    "  %-14s %s"
                            .formatted(step.path("name").asText(), step.path("evidence").asText()));
        }
    }
}
