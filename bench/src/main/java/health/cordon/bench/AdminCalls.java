package health.cordon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Sandbox;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Platform staff, at the administration of a running server. */
final class AdminCalls {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int FIRST_REFUSAL = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sandbox sandbox;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

    AdminCalls(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(send(to(path)).body());
    }

    JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return JSON.readTree(send(to(path).POST(json(body))).body());
    }

    /** Replaces what has no version. */
    void replace(String path, Map<String, ?> body) throws IOException, InterruptedException {
        send(to(path).PUT(json(body)));
    }

    /** Changes what nobody else changes meanwhile. */
    void put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        var version = send(to(path)).headers().firstValue("ETag").orElseThrow();
        send(to(path).header("If-Match", version).PUT(json(body)));
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(sandbox.url(PortName.ADMIN, "/admin/" + path))
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + sandbox.token("platform-admin"));
    }

    private static HttpRequest.BodyPublisher json(Map<String, ?> body) throws IOException {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= FIRST_REFUSAL) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        return answer;
    }
}
