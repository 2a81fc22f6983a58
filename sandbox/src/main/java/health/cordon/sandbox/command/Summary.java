package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.Table;
import java.util.ArrayList;
import java.util.List;

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
        table.add("OpenAPI", url(status, "openapi"), pid(status, "server"));
        table.add("Issuer", url(status, "issuer"), "");
        table.add("S3", url(status, "s3"), pid(status, "s3"));
        table.add("KMS", url(status, "kms"), pid(status, "kms"));
        table.add("Database", database(status), pid(status, "database"));
        return table.lines();
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
