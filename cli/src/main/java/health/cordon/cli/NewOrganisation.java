package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an organisation is to be that is made with all that is its own. */
final class NewOrganisation {
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

    @Option(
            names = "--allow-cross-region",
            description = "Its database, bucket and key may be in different regions.")
    private boolean acrossRegions;

    /** As the interface wants it. */
    JsonNode body(String slug) {
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
        if (acrossRegions) {
            body.put("allowCrossRegion", true);
        }
        return body;
    }
}
