package health.cordon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Answers as it is told, for failures that a real server gives only with bad luck. */
final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final List<String> requests = new ArrayList<>();
    private final List<String> signIns = new ArrayList<>();
    private final List<String> bearers = new ArrayList<>();
    private final Set<String> organisations = new TreeSet<>();
    private final Function<String, Reply> tokens;
    private String lastBody = "";

    record Reply(int status, String body) {}

    /**
     * @param replies the reply to a line such as {@code GET /admin/organisations/north}
     */
    FakeServer(Function<String, Reply> replies) {
        this(replies, form -> new Reply(200, "{\"access_token\":\"aaa\",\"expires_in\":3600}"));
    }

    /**
     * @param tokens the reply to the form of a sign-in
     */
    FakeServer(Function<String, Reply> replies, Function<String, Reply> tokens) {
        this.tokens = tokens;
        try {
            server = HttpServer.create(loopback(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> answer(exchange, replies));
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** A home folder whose settings name this server for everything. */
    Path home(Path folder) {
        try {
            var settings =
                    """
                    {"adminUrl":"%s","apiUrl":"%s","platformIssuer":"%s","tenantIssuer":"%s",
                     "clientId":"c","clientSecret":"s"}
                    """
                            .formatted(url("/admin"), url("/api"), url("/p"), url("/t"));
            Files.writeString(folder.resolve("cli.json"), settings);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange, Function<String, Reply> replies) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        var reply =
                line.contains("/.well-known/") || line.contains("/token")
                        ? signIn(line, body)
                        : null;
        if (reply == null) {
            note(line, body, exchange.getRequestHeaders().getFirst("Authorization"));
            about(exchange.getRequestHeaders().getOrDefault("X-Tenant-ID", List.of()));
            reply = replies.apply(line);
        }
        var bytes = reply.body().getBytes(UTF_8);
        exchange.getResponseHeaders().set("ETag", "\"1\"");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    synchronized String lastBody() {
        return lastBody;
    }

    private synchronized void note(String line, String body, String authorization) {
        lastBody = body;
        requests.add(line);
        bearers.add(authorization);
    }

    private synchronized void about(List<String> named) {
        organisations.addAll(named);
    }

    /** The organisations that requests said they were about. */
    synchronized Set<String> organisations() {
        return Set.copyOf(organisations);
    }

    /** With what each request signed in. */
    synchronized List<String> bearers() {
        return List.copyOf(bearers);
    }

    synchronized List<String> signIns() {
        return List.copyOf(signIns);
    }

    private synchronized Reply signIn(String line, String form) {
        if (line.startsWith("GET")) {
            return new Reply(200, "{\"token_endpoint\":\"%s\"}".formatted(url("/token")));
        }
        signIns.add(form);
        return tokens.apply(form);
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
