package health.cordon.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What came back: status, entity tag, and the body as JSON (missing when it is none). */
public record Answer(int status, Optional<String> etag, JsonNode body) {
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Answer read(HttpResponse<InputStream> response) {
        try (var body = response.body()) {
            var bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new Failure(
                        ExitCode.FAILED, "The answer is larger than 16 MiB; ask for less.");
            }
            return new Answer(
                    response.statusCode(), response.headers().firstValue("ETag"), json(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The constant title of a problem answer; never its detail, which may be anything. */
    public String title() {
        var title = body.path("title").asText();
        return title.isEmpty() ? "status " + status : title;
    }

    /** The constant code that some problems carry beside their title. */
    public Optional<String> reason() {
        return Optional.of(body.path("reason").asText()).filter(code -> !code.isEmpty());
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    private static JsonNode json(byte[] bytes) throws IOException {
        try {
            return bytes.length == 0 ? MissingNode.getInstance() : JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            // A proxy's HTML page, say: the status alone tells what is needed.
            return MissingNode.getInstance();
        }
    }
}
