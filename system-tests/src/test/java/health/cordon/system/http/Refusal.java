package health.cordon.system.http;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import java.util.Map;

/** What every refusal looks like. */
final class Refusal {
    private static final Map<String, String> TITLES =
            Map.of(
                    "invalid-request", "The request is not valid",
                    "invalid-cursor", "The cursor does not belong to this list",
                    "unauthenticated", "A valid bearer token is required",
                    "forbidden", "The token does not allow this",
                    "not-found", "There is no such resource",
                    "method-not-allowed", "This resource has no such verb",
                    "not-acceptable", "The answer has no such form",
                    "too-large", "The body is larger than allowed",
                    "unsupported-media-type", "The body has no accepted type");

    private Refusal() {}

    static void assertRefused(Answer answer, int status, String problem) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        var document = answer.json();
        assertThat(document.path("type").asText()).isEqualTo("urn:cordon:problem:" + problem);
        assertThat(document.path("title").asText()).isEqualTo(TITLES.get(problem));
        assertThat(document.path("status").asInt()).isEqualTo(status);
        assertThat(document.path("instance").asText()).startsWith("urn:uuid:");
        assertThat(document.fieldNames())
                .toIterable()
                .isSubsetOf("type", "title", "status", "instance", "reason", "fields", "allowed");
    }
}
