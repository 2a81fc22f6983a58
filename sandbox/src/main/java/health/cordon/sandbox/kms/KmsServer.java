package health.cordon.sandbox.kms;

import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.LoopbackHttp;
import health.cordon.sandbox.standin.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The key management stand-in, running. */
public final class KmsServer implements AutoCloseable {
    private final LoopbackHttp http;

    private KmsServer(LoopbackHttp http) {
        this.http = http;
    }

    /**
     * Starts on that port of 127.0.0.1, 0 for a free one, with the keys that the directory holds.
     *
     * @throws IOException when the port is taken ({@link java.net.BindException}) or the directory
     *     can't be used
     */
    public static KmsServer start(int port, Path directory) throws IOException {
        return start(port, directory, Optional.empty());
    }

    /** The same with TLS. */
    public static KmsServer start(int port, Path directory, SSLContext tls) throws IOException {
        return start(port, directory, Optional.of(tls));
    }

    private static KmsServer start(int port, Path directory, Optional<SSLContext> tls)
            throws IOException {
        var keyring = Keyring.open(directory.resolve("keys"));
        var aliases = Aliases.open(directory);
        var denials = Denials.open(directory);
        var troubles = new Troubles();
        var names = new KeyNames(keyring, aliases);
        Map<String, Action> actions = new HashMap<>();
        actions.putAll(new KeyActions(keyring, names, denials).byName());
        actions.putAll(new AliasActions(aliases, names, denials).byName());
        actions.putAll(new CryptoActions(keyring, names, denials, troubles).byName());
        var traffic = new Traffic(actions.keySet());
        var control = new ControlEndpoint(names, denials, troubles, traffic);
        var endpoint = new KmsEndpoint(Map.copyOf(actions), traffic);
        var http = LoopbackHttp.bind(port, tls);
        return new KmsServer(http.serve(ask -> route(ask, control, endpoint)));
    }

    private static Answer route(Request request, ControlEndpoint control, KmsEndpoint endpoint) {
        if (request.path().startsWith(ControlEndpoint.PATH)) {
            return control.answer(request);
        }
        return request.is("POST", "/") ? endpoint.answer(request) : Answer.empty(404);
    }

    /** Where SDK clients connect. */
    public URI endpoint() {
        return http.endpoint();
    }

    @Override
    public void close() {
        http.close();
    }
}
