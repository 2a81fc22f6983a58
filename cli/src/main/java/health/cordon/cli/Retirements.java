package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import health.cordon.cli.remote.Rest;
import java.net.URI;

/** The end of one organisation, over the admin interface. */
record Retirements(URI organisations, Rest rest, String slug) {
    private static final String ROLE = Organisations.ROLE;
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    static Retirements at(Connection connection, String slug) {
        var access = connection.access();
        return new Retirements(
                URI.create(access.adminUrl() + "/organisations/"), connection.rest(access), slug);
    }

    JsonNode show() {
        var answer = rest.get(address(""), ROLE);
        if (answer.status() == 404) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "There is no organisation %s, or nobody has asked for its end."
                            .formatted(slug));
        }
        return checked(answer);
    }

    JsonNode begin(String confirm, String requestedBy) {
        return checked(rest.put(address(""), ROLE, body(confirm, requestedBy)));
    }

    void undo() {
        checked(rest.delete(address(""), ROLE));
    }

    /** One turn of it. */
    JsonNode complete(String confirm, String requestedBy) {
        return checked(rest.postAndWait(address("/completion"), ROLE, body(confirm, requestedBy)));
    }

    private static JsonNode body(String confirm, String requestedBy) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("confirm", confirm)
                .put("requestedBy", requestedBy);
    }

    private JsonNode checked(Answer answer) {
        if (answer.status() == BAD_REQUEST
                && answer.body().path("fields").toString().contains("confirm")) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "Nothing was done: --confirm must be the slug of the organisation once more.");
        }
        if (answer.status() == CONFLICT) {
            throw new Failure(ExitCode.CONFLICT, whyNot(answer.body()));
        }
        if (answer.status() == UNAVAILABLE && answer.body().hasNonNull("step")) {
            throw new Failure(ExitCode.FAILED, stopped(answer.body().path("step").asText()));
        }
        return Refusals.check(answer, Organisations.subject(slug)).body();
    }

    private String whyNot(JsonNode problem) {
        if (problem.hasNonNull("from")) {
            return "%s has not been read-only for long enough; it may be destroyed from %s on."
                    .formatted(slug, problem.path("from").asText());
        }
        var address = URI.create(organisations + Organisations.encoded(slug));
        var status = rest.get(address, ROLE).body().path("status").asText();
        return "%s is %s; %s."
                .formatted(
                        slug,
                        status,
                        switch (status) {
                            case "suspended" ->
                                    "resume it first: " + CommandName.with("org resume " + slug);
                            case "active" ->
                                    "begin with %s"
                                            .formatted(
                                                    CommandName.with(
                                                            "org retire %s --confirm %s --requested-by EMAIL"
                                                                    .formatted(slug, slug)));
                            case "provisioning" ->
                                    "%s takes it back"
                                            .formatted(
                                                    CommandName.with(
                                                            "org provision --slug %s --abort"
                                                                    .formatted(slug)));
                            default ->
                                    "%s shows how far its end is"
                                            .formatted(
                                                    CommandName.with(
                                                            "org retire %s --show"
                                                                    .formatted(slug)));
                        });
    }

    private String stopped(String name) {
        for (var step : show().path("steps")) {
            if (step.path("name").asText().equals(name)) {
                return "It stops at %s: %s. Mend that, and give the same command again."
                        .formatted(name, step.path("evidence").asText());
            }
        }
        return "It stops at %s. Give the same command again.".formatted(name);
    }

    private URI address(String below) {
        return URI.create(organisations + Organisations.encoded(slug) + "/retirement" + below);
    }
}
