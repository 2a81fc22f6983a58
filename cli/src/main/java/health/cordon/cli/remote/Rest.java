package health.cordon.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** The product's REST interface with a bearer token of the right scope on every request. */
public final class Rest {
    private static final Duration UPLOAD = Duration.ofMinutes(5);
    private static final Duration WORK = Duration.ofMinutes(2);

    /** How a scope begins that is about one organisation; its slug follows. */
    private static final String ORGANISATION = "org:";

    private final Wire wire;
    private final Tokens tokens;

    public Rest(Access access, Tokens tokens) {
        this.wire = new Wire(access::remedy);
        this.tokens = tokens;
    }

    /** For the sandbox itself. */
    public Rest(Tokens tokens) {
        this.wire = new Wire(Access::sandboxRemedy);
        this.tokens = tokens;
    }

    public Answer get(URI address, String scope) {
        return wire.send(request(address, scope), Wire.SHORT);
    }

    /** Changes a resource if it is still the version that the entity tag names. */
    public Answer put(URI address, String scope, String etag, JsonNode body) {
        return wire.send(
                request(address, scope)
                        .header("If-Match", etag)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body.toString())),
                Wire.SHORT);
    }

    /** Makes a resource, or replaces it whatever its version. */
    public Answer put(URI address, String scope, JsonNode body) {
        return wire.send(
                request(address, scope)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body.toString())),
                Wire.SHORT);
    }

    /** Makes a resource that has no body of its own. */
    public Answer put(URI address, String scope) {
        return wire.send(request(address, scope).PUT(BodyPublishers.noBody()), Wire.SHORT);
    }

    /** Takes away what takes its time. */
    public Answer deleteAndWait(URI address, String scope) {
        return wire.send(request(address, scope).DELETE(), WORK);
    }

    public Answer delete(URI address, String scope) {
        return wire.send(request(address, scope).DELETE(), Wire.SHORT);
    }

    /** Sends a body that is read from its source only as fast as the server takes it. */
    public Answer post(URI address, String scope, Upload upload) {
        var request =
                request(address, scope)
                        .header("Content-Type", upload.contentType())
                        .POST(upload.body());
        upload.contentEncoding().ifPresent(value -> request.header("Content-Encoding", value));
        return wire.send(request, UPLOAD);
    }

    /** Makes a resource. */
    public Answer post(URI address, String scope, JsonNode body) {
        return wire.send(
                request(address, scope)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                Wire.SHORT);
    }

    /** Starts work that the server answers when it is done. */
    public Answer postAndWait(URI address, String scope) {
        return wire.send(request(address, scope).POST(BodyPublishers.noBody()), WORK);
    }

    /** The same with a body. */
    public Answer postAndWait(URI address, String scope, JsonNode body) {
        return wire.send(
                request(address, scope)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())),
                WORK);
    }

    public Answer post(URI address, String scope) {
        return wire.send(request(address, scope).POST(BodyPublishers.noBody()), Wire.SHORT);
    }

    /** Says whose records are meant: a token file may hold somebody else's token. */
    private HttpRequest.Builder request(URI address, String scope) {
        var request =
                HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + tokens.bearer(scope))
                        .header("Accept", "application/json, application/problem+json");
        if (scope.startsWith(ORGANISATION)) {
            request.header("X-Tenant-ID", scope.substring(ORGANISATION.length()).split(" ", 2)[0]);
        }
        return request;
    }

    /** A body and how it is to be read. */
    public record Upload(
            String contentType, java.util.Optional<String> contentEncoding, BodyPublisher body) {}
}
