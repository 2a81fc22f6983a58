package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "provision",
        description = "Make an organisation with all that is its own, and verify it.",
        footer = {
            "May be repeated: it makes what is missing, and nothing when all is there.",
            "What region, vertical, tier and states may be, the server's ORGANISATION_… keys say."
        })
final class OrgProvision implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--slug",
            required = true,
            paramLabel = "SLUG",
            description = "Its short name: lower-case letters, digits and hyphens.")
    private String slug = "";

    @Option(
            names = "--name",
            required = true,
            paramLabel = "NAME",
            description = "Its name, for people.")
    private String name = "";

    @Option(
            names = "--region",
            required = true,
            paramLabel = "REGION",
            description = "Where it is; its database comes to a server there.")
    private String region = "";

    @Option(
            names = "--vertical",
            required = true,
            paramLabel = "NAME",
            description = "What it does.")
    private String vertical = "";

    @Option(
            names = "--tier",
            required = true,
            paramLabel = "NAME",
            description = "What it has booked.")
    private String tier = "";

    @Option(
            names = "--states",
            split = ",",
            paramLabel = "STATE",
            description = "The states in which it works, such as MA,NH; else none.")
    private List<String> states = List.of();

    @Option(
            names = "--dedicated",
            split = ",",
            paramLabel = "db|bucket|key",
            description = "What it gets of its own; else it shares everything.")
    private Set<String> dedicated = Set.of();

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Vouches for its people; else the platform's tenant issuer.")
    private @Nullable String issuer;

    @Option(
            names = "--oidc-audience",
            paramLabel = "NAME",
            description = "Of that issuer's tokens; else the usual one.")
    private @Nullable String audience;

    @Option(
            names = "--requested-by",
            required = true,
            paramLabel = "EMAIL",
            description = "Who wants it; stands in the audit trail.")
    private String requestedBy = "";

    @Override
    public Integer call() {
        var organisations = Organisations.at(connection);
        JsonNode made;
        try (var steps = new ProvisioningSteps(organisations, slug, output)) {
            made = organisations.provision(slug, wanted()).body();
        }
        output.print(made, lines(made));
        return 0;
    }

    private JsonNode wanted() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("slug", slug).put("name", name).put("region", region);
        body.put("vertical", vertical).put("tier", tier).put("requestedBy", requestedBy);
        states.forEach(body.putArray("states")::add);
        if (!dedicated.isEmpty()) {
            dedicated.stream().sorted().forEach(body.putArray("dedicated")::add);
        }
        if (issuer != null) {
            body.put("oidcIssuer", issuer);
        }
        if (audience != null) {
            body.put("oidcAudience", audience);
        }
        return body;
    }

    private static List<String> lines(JsonNode made) {
        var lines = new ArrayList<>(OrgShow.lines(made));
        lines.add("");
        lines.add("Done:");
        for (var step : made.at("/provisioning/steps")) {
            lines.add(
                    "  %-14s %s"
                            .formatted(step.path("name").asText(), step.path("evidence").asText()));
        }
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
}
