package health.cordon.cli.importing;

import health.cordon.cli.remote.Answer;
import java.util.Map;

/** Why a file was refused, for people. */
public final class Reasons {
    private static final Map<String, String> SENTENCES =
            Map.of(
                    "empty", "it is empty",
                    "not-json", "it is not JSON, or breaks off",
                    "not-gzip", "it is not gzip, or breaks off",
                    "malformed", "it is JSON, but not shaped like a Bundle",
                    "not-a-bundle", "it is no FHIR Bundle (resourceType is another)",
                    "invalid-resource", "a resource in it is not valid FHIR",
                    "too-large", "it is larger than allowed");

    private Reasons() {}

    /** A code that this command does not know yet says nothing; the title always does. */
    public static String of(Answer answer) {
        var sentence = answer.reason().map(SENTENCES::get).orElseGet(answer::title);
        var fields = answer.body().path("fields");
        return fields.isArray() && !fields.isEmpty()
                ? "%s (at %s)".formatted(sentence, fields.path(0).asText())
                : sentence;
    }
}
