package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import health.cordon.cli.remote.Rest;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The jobs resource of the admin interface. */
record Jobs(URI admin, Rest rest) {
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int INVALID = 400;

    static Jobs at(Connection connection) {
        var access = connection.access();
        return new Jobs(access.adminUrl(), connection.rest(access));
    }

    JsonNode start(String slug, JsonNode order) {
        var answer = rest.post(address(""), Organisations.ROLE, order);
        if (answer.status() == CONFLICT) {
            var id = answer.body().path("job").asText();
            throw new Failure(
                    ExitCode.CONFLICT,
                    "%s has an unfinished job that wraps with another key, %s: let it end, or give it up with %s."
                            .formatted(slug, id, CommandName.with("jobs abandon " + id)));
        }
        if (answer.status() == INVALID) {
            throw new Failure(ExitCode.WRONG_USAGE, whyNot(slug, answer.body().path("fields")));
        }
        return Refusals.check(answer, Organisations.subject(slug)).body();
    }

    private static String whyNot(String slug, JsonNode fields) {
        var all = fields.toString();
        if (all.contains("\"to\"")) {
            return "--to takes the platform's key or one that was given to %s; local only where the server has LOCAL_MASTER_KEYS."
                    .formatted(slug);
        }
        return all.contains("\"rate\"")
                ? "--rate takes 1 to 10000 data keys a second."
                : "There is no such job; rewrap is the one that there is.";
    }

    JsonNode list(@Nullable String slug, int limit) {
        var of = slug == null ? "" : "&organisation=" + Organisations.encoded(slug);
        var answer = rest.get(address("?limit=" + limit + of), Organisations.ROLE);
        var subject = slug == null ? "The list of jobs" : Organisations.subject(slug);
        return Refusals.check(answer, subject).body();
    }

    JsonNode get(String id) {
        var answer = known(id, rest.get(one(id, ""), Organisations.ROLE));
        return Refusals.check(answer, "The job " + id).body();
    }

    /**
     * @param verb {@code stop}, {@code restart} or {@code abandon}
     */
    JsonNode tell(String id, String verb) {
        var answer = known(id, rest.post(one(id, "/" + verb), Organisations.ROLE));
        if (answer.status() == CONFLICT) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "The job is %s; %s."
                            .formatted(
                                    get(id).path("state").asText(),
                                    switch (verb) {
                                        case "stop" -> "only one that runs can be stopped";
                                        case "restart" ->
                                                "only one that has stopped or failed is restarted";
                                        default -> "it has ended";
                                    }));
        }
        return Refusals.check(answer, "The job " + id).body();
    }

    private static Answer known(String id, Answer answer) {
        if (answer.status() == NOT_FOUND) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "There is no job %s; %s shows them."
                            .formatted(id, CommandName.with("jobs list")));
        }
        return answer;
    }

    private URI one(String id, String below) {
        return address("/" + Organisations.encoded(id) + below);
    }

    private URI address(String rest) {
        return URI.create(admin + "/jobs" + rest);
    }
}
