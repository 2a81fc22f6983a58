package health.cordon.sandbox.issuer;

import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.DurableFile;
import health.cordon.sandbox.standin.LoopbackHttp;
import health.cordon.sandbox.standin.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The identity provider stand-in, running: {@code /platform}, {@code /tenants} and own ones. */
public final class IssuerServer implements AutoCloseable {
    private final LoopbackHttp http;

    private IssuerServer(LoopbackHttp http) {
        this.http = http;
    }

    /**
     * Starts on that port of 127.0.0.1, 0 for a free one, with the keys that the directory holds,
     * for the one client given.
     *
     * @throws IOException when the port is taken ({@link java.net.BindException}) or the directory
     *     can't be used
     */
    public static IssuerServer start(int port, Path directory, String clientId, String clientSecret)
            throws IOException {
        return start(port, directory, clientId, clientSecret, Optional.empty());
    }

    /** The same with TLS; the issuers' names then begin with {@code https}. */
    public static IssuerServer start(
            int port, Path directory, String clientId, String clientSecret, SSLContext tls)
            throws IOException {
        return start(port, directory, clientId, clientSecret, Optional.of(tls));
    }

    private static IssuerServer start(
            int port,
            Path directory,
            String clientId,
            String clientSecret,
            Optional<SSLContext> tls)
            throws IOException {
        var keys = DurableFile.directory(directory);
        var http = LoopbackHttp.bind(port, tls);
        var client = new ClientCredentials(clientId, clientSecret);
        var realms = Realms.open(keys, http.endpoint(), client);
        var control = new ControlEndpoint(realms);
        return new IssuerServer(http.serve(request -> route(request, realms, control)));
    }

    private static Answer route(Request request, Realms realms, ControlEndpoint control) {
        return control.owns(request) ? control.answer(request) : realms.answer(request);
    }

    /** Scheme, host and port; the issuers' names are this plus their path. */
    public URI endpoint() {
        return http.endpoint();
    }

    @Override
    public void close() {
        http.close();
    }
}
