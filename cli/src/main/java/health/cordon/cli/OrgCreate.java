package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "create",
        description = "Create an organisation that shares database, bucket and key.",
        footer = {
            "What region, vertical, tier and states may be, the server's ORGANISATION_… keys say.",
            "${ROOT-COMMAND-NAME} org set SLUG gives it resources of its own."
        })
final class OrgCreate implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(
            paramLabel = "SLUG",
            description = "Its short name: lower-case letters, digits and hyphens.")
    private String slug = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Its name; else the slug.")
    private @Nullable String name;

    @Option(
            names = "--region",
            required = true,
            paramLabel = "REGION",
            description = "Where it is, usually the server's AWS_REGION.")
    private String region = "";

    @Option(
            names = "--vertical",
            paramLabel = "NAME",
            defaultValue = "acute",
            description = "What it does; else ${DEFAULT-VALUE}.")
    private String vertical = "";

    @Option(
            names = "--tier",
            paramLabel = "NAME",
            defaultValue = "standard",
            description = "What it has booked; else ${DEFAULT-VALUE}.")
    private String tier = "";

    @Option(
            names = "--states",
            split = ",",
            paramLabel = "STATE",
            description = "The states in which it works, such as MA,NH; else none.")
    private List<String> states = List.of();

    @Override
    public Integer call() {
        var created = Organisations.at(connection).create(slug, organisation()).body();
        output.print(created, OrgShow.lines(created));
        return 0;
    }

    private JsonNode organisation() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("slug", slug).put("name", name == null ? slug : name);
        body.put("region", region).put("vertical", vertical).put("tier", tier);
        states.forEach(body.putArray("states")::add);
        return body;
    }
}
