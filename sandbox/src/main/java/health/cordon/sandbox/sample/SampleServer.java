package health.cordon.sandbox.sample;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.remote.Rest;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/** Database servers on which the sandbox's organisations may get databases of their own. */
public final class SampleServer {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final String PLATFORM_ADMIN = "platform-admin";
    private static final int CAPACITY = 500;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final URI admin;
    private final Server server;

    /**
     * @param admin such as {@code http://127.0.0.1:9081/admin}
     * @param tokens gives a bearer token for {@code platform-admin}
     */
    public SampleServer(URI admin, Function<String, String> tokens) {
        this.admin = admin;
        server = new Server(new Rest(tokens::apply), PAUSE);
    }

    /**
     * Makes it known, unless it is.
     *
     * @param url of the account that makes databases
     * @throws health.cordon.cli.outcome.Failure when the server refuses or is not reachable
     */
    public void add(String name, String region, String url) {
        var known = server.get(URI.create(admin + "/servers/" + name), PLATFORM_ADMIN);
        if (known.status() != NOT_FOUND) {
            Server.mustSucceed(known, "The server " + name);
            return;
        }
        var body =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("name", name)
                        .put("region", region)
                        .put("capacity", CAPACITY)
                        .put("url", url);
        var added =
                server.post(
                        URI.create(admin + "/servers"), PLATFORM_ADMIN, () -> Uploads.json(body));
        if (added.status() != CONFLICT) {
            Server.mustSucceed(added, "The server " + name);
        }
    }
}
