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

    static Jobs at(Connection connection) {
        var access = connection.access();
        return new Jobs(access.adminUrl(), connection.rest(access));
    }

    JsonNode start(String slug, JsonNode order) {
        var answer = rest.post(address(""), Organisations.ROLE, order);
        if (answer.status() == CONFLICT) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "%s has an unfinished job that wraps with another key; see %s."
                            .formatted(slug, CommandName.with("jobs list --org " + slug)));
        }
        return Refusals.check(answer, Organisations.subject(slug)).body();
    }

    JsonNode list(@Nullable String slug, int limit) {
        var of = slug == null ? "" : "&organisation=" + Organisations.encoded(slug);
        var answer = rest.get(address("?limit=" + limit + of), Organisations.ROLE);
        var subject = slug == null ? "The list of jobs" : Organisations.subject(slug);
        return Refusals.check(answer, subject).body();
    }

    JsonNode get(String id) {
        return known(id, rest.get(one(id, ""), Organisations.ROLE)).body();
    }

    /**
     * @param verb {@code stop}, {@code restart} or {@code abandon}
     */
    JsonNode tell(String id, String verb) {
        return known(id, rest.post(one(id, "/" + verb), Organisations.ROLE)).body();
    }

    private static Answer known(String id, Answer answer) {
        if (answer.status() == NOT_FOUND) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "There is no job %s; %s shows them."
                            .formatted(id, CommandName.with("jobs list")));
        }
        return Refusals.check(answer, "The job " + id);
    }

    private URI one(String id, String below) {
        return address("/" + Organisations.encoded(id) + below);
    }

    private URI address(String rest) {
        return URI.create(admin + "/jobs" + rest);
    }
}
