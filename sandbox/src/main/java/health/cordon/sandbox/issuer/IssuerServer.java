package health.cordon.sandbox.issuer;

import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.DurableFile;
import health.cordon.sandbox.standin.LoopbackHttp;
import health.cordon.sandbox.standin.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The identity provider stand-in, running: {@code /platform} and {@code /tenants}. */
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
        var platformKeys = SigningKeys.open(keys.resolve("platform.jwks.json"));
        var tenantKeys = SigningKeys.open(keys.resolve("tenants.jwks.json"));
        var http = LoopbackHttp.bind(port, tls);
        var client = new ClientCredentials(clientId, clientSecret);
        var platform = new Issuer(Realm.PLATFORM, http.endpoint(), platformKeys);
        var tenants = new Issuer(Realm.TENANTS, http.endpoint(), tenantKeys);
        var pages =
                List.of(new IssuerEndpoint(platform, client), new IssuerEndpoint(tenants, client));
        var control = new RotationEndpoint(List.of(platformKeys, tenantKeys));
        return new IssuerServer(http.serve(request -> route(request, pages, control)));
    }

    private static Answer route(
            Request request, List<IssuerEndpoint> pages, RotationEndpoint control) {
        if (request.is("POST", RotationEndpoint.PATH)) {
            return control.answer(request);
        }
        return pages.stream()
                .filter(page -> page.owns(request))
                .findFirst()
                .map(page -> page.answer(request))
                .orElse(Answer.empty(404));
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
