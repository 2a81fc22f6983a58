package health.cordon.sandbox.resource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Makes issuers in the sandbox's identity provider. */
public record Issuers(URI control) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    /** The address of the issuer of that name, new or there already. */
    public String create(String name) {
        var body = JsonNodeFactory.instance.objectNode().put("name", name).toString();
        var request =
                HttpRequest.newBuilder(control)
                        .header("Content-Type", "application/json")
                        .timeout(LIMIT)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new Failure(
                        ExitCode.WRONG_USAGE,
                        "An issuer's name is 3 to 32 lower-case letters, digits and hyphens.");
            }
            return new ObjectMapper().readTree(answer.body()).path("issuer").asText();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NOT_REACHABLE, "The issuer does not answer; see ./cordon status.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "Interrupted.", e);
        }
    }
}
