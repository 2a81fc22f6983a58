package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Show one organisation.")
final class OrgShow implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "SLUG", description = "Its short name, or its id.")
    private String slug = "";

    @Override
    public Integer call() {
        var organisation = Organisations.at(connection).get(slug).body();
        output.print(organisation, lines(organisation));
        return 0;
    }

    static List<String> lines(JsonNode organisation) {
        return new Table("Organisation", organisation.path("slug").asText())
                .add("Name", organisation.path("name").asText())
                .add("Id", organisation.path("id").asText())
                .add("Region", organisation.path("region").asText())
                .add("Status", status(organisation))
                .add("Database", Dimension.DATABASE.of(organisation))
                .add("Bucket", Dimension.BUCKET.of(organisation))
                .add("Key", Dimension.KEY.of(organisation))
                .add("Issuer", Dimension.ISSUER.of(organisation))
                .add("Re-wrap", RewrapDays.of(organisation))
                .add("Prefix search", organisation.path("prefixSearch").asBoolean() ? "on" : "off")
                .lines();
    }

    /** Whether it is served, in a word or two. */
    static String status(JsonNode organisation) {
        var status = organisation.path("status").asText();
        return organisation.hasNonNull("keysLockedAt") ? status + ", keys locked" : status;
    }
}
