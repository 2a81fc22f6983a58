package health.cordon.sandbox.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.liberty.ServerCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;

/** Reads the server's metrics with their credential. */
final class ServerMetrics {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private ServerMetrics() {}

    static String read(Home home, int port) throws IOException, InterruptedException {
        var pair = "metrics:" + Secrets.of(home).metricsPassword();
        var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/metrics"))
                        .header("Authorization", basic)
                        .timeout(LIMIT)
                        .build();
        var answer = client(home).send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IOException("the metrics were answered with " + answer.statusCode());
        }
        return answer.body();
    }

    private static HttpClient client(Home home) throws IOException {
        try {
            return HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .sslContext(ServerCertificate.trusted(home))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("the server's certificate cannot be used", e);
        }
    }
}
