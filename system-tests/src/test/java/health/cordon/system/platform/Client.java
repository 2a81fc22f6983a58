package health.cordon.system.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A caller of one of the product's interfaces; headers are names and values in turn. */
public record Client(URI base, List<String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    public Client {
        headers = List.copyOf(headers);
    }

    /**
     * @param token none when empty
     */
    static Client with(URI base, String token) {
        return new Client(
                base, token.isEmpty() ? List.of() : List.of("Authorization", "Bearer " + token));
    }

    /** The same caller, asking another server of the same platform. */
    public Client via(Node node) {
        var port = base.getPath().startsWith("/api") ? PortName.API : PortName.ADMIN;
        return new Client(node.url(port, base.getPath()), headers);
    }

    /** The same caller with a header more. */
    public Client with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(name);
        more.add(value);
        return new Client(base, more);
    }

    public Answer get(String path) {
        return send("GET", path, new byte[0]);
    }

    public Answer delete(String path) {
        return send("DELETE", path, new byte[0]);
    }

    public Answer post(String path, Map<String, ?> json) {
        return with("Content-Type", "application/json").send("POST", path, bytes(json));
    }

    public Answer put(String path, String ifMatch, Map<String, ?> json) {
        return with("Content-Type", "application/json")
                .with("If-Match", ifMatch)
                .send("PUT", path, bytes(json));
    }

    public Answer upload(String path, String type, byte[] body) {
        return with("Content-Type", type).send("POST", path, body);
    }

    /** Sends anything. */
    public Answer send(String verb, String path, byte[] body) {
        var request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        request.method(
                verb,
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(Map<String, ?> json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
