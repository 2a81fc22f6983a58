package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "policies",
        description = "Print the rights that the server needs for an organisation.",
        footer = "For the role of the server, the organisation's bucket and its keys.")
final class OrgPolicies implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "SLUG", description = "Its short name, or its id.")
    private String slug = "";

    @Override
    public Integer call() {
        var policies = Organisations.at(connection).policies(slug);
        output.print(policies, lines(policies));
        return 0;
    }

    private static List<String> lines(JsonNode policies) {
        var lines = new ArrayList<String>();
        lines.add("Put the server's role for " + policies.path("role").asText() + ".");
        policy(lines, "For that role:", policies.path("rolePolicy"));
        policy(lines, "For the organisation's bucket:", policies.path("bucketPolicy"));
        policy(lines, "To add to the organisation's key:", policies.path("keyPolicy"));
        policy(
                lines,
                "To keep on every key that wrapped its data keys before:",
                policies.path("previousKeyPolicy"));
        policy(lines, "For that role, while a re-wrap runs:", policies.path("rewrapPolicy"));
        return lines;
    }

    private static void policy(List<String> lines, String title, JsonNode policy) {
        if (!policy.path("Statement").isEmpty()) {
            lines.add("");
            lines.add(title);
            policy.toPrettyString().lines().forEach(lines::add);
        }
    }
}
