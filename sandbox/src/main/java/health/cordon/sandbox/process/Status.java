package health.cordon.sandbox.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.sandbox.child.Children;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Ports;

/** What runs, where, and whether it can be used; the published shape of {@code status}. */
public final class Status {
    private final Ports ports;
    private final Children children;
    private final Services services;
    private final ServerVersion version = ServerVersion.current();

    Status(Ports ports, Children children, Services services) {
        this.ports = ports;
        this.children = children;
        this.services = services;
    }

    /** True when every process runs and the application says that it can serve. */
    public boolean ready() {
        return services.all(true).allMatch(service -> runs(service.name()))
                && services.server().ready();
    }

    /** What is down is null. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("ready", ready());
        url(json, "api", "server", PortName.API, "/api");
        url(json, "admin", "server", PortName.ADMIN, "/admin");
        // The console comes with a later release.
        json.putNull("console");
        url(json, "openapi", "server", PortName.ADMIN, "/openapi");
        url(json, "issuer", "issuer", PortName.ISSUER, "/tenants");
        process(json, "server", process -> version.describe(process));
        process(json, "database", process -> process.put("port", ports.of(PortName.DB)));
        process(json, "s3", process -> process.put("url", address(PortName.S3, "")));
        process(json, "kms", process -> process.put("url", address(PortName.KMS, "")));
        return json;
    }

    private void url(ObjectNode json, String field, String service, PortName port, String path) {
        if (runs(service)) {
            json.putObject(field).put("url", address(port, path));
        } else {
            json.putNull(field);
        }
    }

    private void process(
            ObjectNode json, String name, java.util.function.Consumer<ObjectNode> details) {
        json.putNull(name);
        children.running(name)
                .ifPresent(
                        handle -> {
                            var process = json.putObject(name).put("pid", handle.pid());
                            details.accept(process);
                        });
    }

    private boolean runs(String service) {
        return children.running(service).isPresent();
    }

    private String address(PortName port, String path) {
        return ports.url(port, path).toString();
    }
}
