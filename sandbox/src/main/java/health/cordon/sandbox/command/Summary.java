package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.Table;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person reads when the sandbox is up. */
record Summary(ObjectNode json, boolean goesOn, boolean ranBefore) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("");
        if (ranBefore) {
            lines.add("The sandbox is up.");
        }
        lines.addAll(addresses(json));
        lines.add("");
        lines.add("Try next:");
        lines.add("  ./cordon org list");
        api(json).ifPresent(url -> lines.addAll(curl(url)));
        lines.add("  ./cordon import --org north samples/north");
        lines.add("  ./cordon sandbox db create north-1 && ./cordon org set north --db north-1");
        lines.add("");
        lines.add(goesOn ? "./cordon down ends it." : "Ctrl-C or ./cordon down ends it.");
        return lines;
    }

    /** A table of what runs; what does not is said to be down. */
    static List<String> addresses(JsonNode status) {
        var table = new Table("Service", "Address", "Process");
        table.add("API", url(status, "api"), pid(status, "server"));
        table.add("Admin", url(status, "admin"), pid(status, "server"));
        table.add("Issuer", url(status, "issuer"), "");
        table.add("S3", url(status, "s3"), pid(status, "s3"));
        table.add("KMS", url(status, "kms"), pid(status, "kms"));
        table.add("Database", database(status), pid(status, "database"));
        var lines = new ArrayList<>(table.lines());
        lines.addAll(toOpen(status));
        return lines;
    }

    /** Pages for a browser, as against addresses for programs. */
    private static List<String> toOpen(JsonNode status) {
        var openApi = status.path("openapi").path("url");
        if (!openApi.isTextual()) {
            return List.of();
        }
        var health = URI.create(openApi.asText()).resolve("/health/ready");
        return List.of(
                "",
                "To open in a browser:",
                "  %s/ui/  the interfaces".formatted(openApi.asText()),
                "  %s  whether it can serve".formatted(health),
                "");
    }

    private static Optional<String> api(JsonNode status) {
        var url = status.path("api").path("url");
        return url.isTextual() ? Optional.of(url.asText()) : Optional.empty();
    }

    private static List<String> curl(String api) {
        return List.of(
                "  curl -H \"Authorization: Bearer $(./cordon token --org north --role clinician)\""
                        + " \\",
                "       \"%s/patients?limit=2\"".formatted(api));
    }

    private static String url(JsonNode status, String part) {
        return status.path(part).path("url").asText("down");
    }

    private static String database(JsonNode status) {
        var port = status.path("database").path("port");
        return port.isInt() ? "127.0.0.1:" + port.asInt() : "down";
    }

    private static String pid(JsonNode status, String part) {
        return status.path(part).path("pid").asText("");
    }
}
