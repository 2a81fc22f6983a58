package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import health.cordon.cli.remote.Rest;
import java.net.URI;

/** The servers resource of the admin interface. */
record Servers(URI admin, Rest rest) {
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PAGE = 200;
    private static final int MAX_PAGES = 500;

    static Servers at(Connection connection) {
        var access = connection.access();
        return new Servers(access.adminUrl(), connection.rest(access));
    }

    /** All of them, in one list. */
    ObjectNode list() {
        var all = JsonNodeFactory.instance.objectNode();
        var items = all.putArray("items");
        var cursor = "";
        for (int page = 0; page < MAX_PAGES; page++) {
            var answer = rest.get(address("?limit=" + PAGE + cursor), Organisations.ROLE);
            var body = Refusals.check(answer, "The list of servers").body();
            body.path("items").forEach(items::add);
            if (!body.hasNonNull("next")) {
                break;
            }
            cursor = "&cursor=" + Organisations.encoded(body.get("next").asText());
        }
        return all.putNull("next");
    }

    JsonNode add(String name, JsonNode server) {
        var answer = rest.postAndWait(address(""), Organisations.ROLE, server);
        if (answer.status() == CONFLICT) {
            throw new Failure(ExitCode.CONFLICT, whyNot(name, answer.body()));
        }
        return Refusals.check(answer, subject(name)).body();
    }

    private static String whyNot(String name, JsonNode problem) {
        var check = problem.path("checks").path(0);
        return switch (problem.path("type").asText()) {
            case "urn:cordon:problem:no-connection-key" ->
                    "The server has no CONNECTION_ENCRYPTION_KEYS; the operator sets it and restarts"
                            + " the server.";
            case "urn:cordon:problem:preflight-failed" ->
                    "%s cannot be used: %s. %s"
                            .formatted(
                                    name,
                                    check.path("evidence").asText(),
                                    check.path("remedy").asText());
            default ->
                    "There is a server of this name or at this address; %s shows it."
                            .formatted(CommandName.with("server list"));
        };
    }

    JsonNode drain(String name, boolean draining) {
        var address = address("/" + Organisations.encoded(name) + "/draining");
        var answer =
                draining
                        ? rest.put(address, Organisations.ROLE)
                        : rest.delete(address, Organisations.ROLE);
        return known(name, answer).body();
    }

    JsonNode get(String name) {
        return known(name, rest.get(address("/" + Organisations.encoded(name)), Organisations.ROLE))
                .body();
    }

    JsonNode size(String name, JsonNode size) {
        var address = address("/" + Organisations.encoded(name) + "/size");
        var answer = rest.put(address, Organisations.ROLE, size);
        if (answer.status() == BAD_REQUEST) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "Nothing was changed: --capacity must be at least 1, and --stock from 0 to 100 and"
                            + " no more than the capacity; now they would be %s and %s."
                                    .formatted(
                                            size.path("capacity").asText(),
                                            size.path("stockWanted").asText()));
        }
        return known(name, answer).body();
    }

    void remove(String name) {
        var answer = rest.delete(address("/" + Organisations.encoded(name)), Organisations.ROLE);
        if (answer.status() == CONFLICT) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "There are databases on %s; %s keeps new ones away, and it is empty when the"
                                    .formatted(name, CommandName.with("server drain " + name))
                            + " organisations that are there have ended.");
        }
        known(name, answer);
    }

    private static Answer known(String name, Answer answer) {
        if (answer.status() == NOT_FOUND) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "There is no server %s; %s shows them."
                            .formatted(name, CommandName.with("server list")));
        }
        return Refusals.check(answer, subject(name));
    }

    private static String subject(String name) {
        return "The server " + name;
    }

    private URI address(String rest) {
        return URI.create(admin + "/servers" + rest);
    }
}
