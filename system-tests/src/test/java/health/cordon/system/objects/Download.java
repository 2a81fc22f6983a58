package health.cordon.system.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A presigned address in the hands of somebody without a token. */
record Download(URI address) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Download of(String url) {
        return new Download(URI.create(url));
    }

    HttpResponse<byte[]> get() {
        return send("GET", new byte[0]);
    }

    int status(String verb, byte[] body) {
        return send(verb, body).statusCode();
    }

    private HttpResponse<byte[]> send(String verb, byte[] body) {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(30))
                        .method(verb, BodyPublishers.ofByteArray(body))
                        .build();
        try {
            return HTTP.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
