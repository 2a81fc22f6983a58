package health.cordon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.net.URLEncoder;
import java.util.ArrayList;

/** The organisations resource of the admin interface. */
record Organisations(URI admin, Rest rest) {
    static final String ROLE = "platform-admin";
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    private static final int PAGE = 200;
    private static final int MAX_PAGES = 500;

    static Organisations at(Connection connection) {
        var access = connection.access();
        return new Organisations(access.adminUrl(), connection.rest(access));
    }

    /** All of them, in one list. */
    ObjectNode list() {
        return all("", "The list of organisations", "organisations");
    }

    /** Its erased patients, in one list, the newest first. */
    ObjectNode erasures(String slug) {
        return all("/" + encoded(slug) + "/erasures", subject(slug), "erasures");
    }

    private ObjectNode all(String path, String subject, String what) {
        var all = JsonNodeFactory.instance.objectNode();
        var items = all.putArray("items");
        var query = "?limit=" + PAGE;
        for (int page = 0; page < MAX_PAGES; page++) {
            var body = Refusals.check(rest.get(address(path + query), ROLE), subject).body();
            body.path("items").forEach(items::add);
            if (!body.hasNonNull("next")) {
                return all.putNull("next");
            }
            query = "?limit=" + PAGE + "&cursor=" + encoded(body.get("next").asText());
        }
        throw new Failure(ExitCode.FAILED, "There are more than 100,000 " + what + "; use REST.");
    }

    Answer get(String slug) {
        return Refusals.check(rest.get(one(slug), ROLE), subject(slug));
    }

    /** A new one that shares everything. */
    Answer create(String slug, JsonNode organisation) {
        var answer = rest.post(address(""), ROLE, organisation);
        if (answer.status() == 409) {
            throw new Failure(
                    ExitCode.CONFLICT, subject(slug) + " exists already; choose another slug.");
        }
        return Refusals.check(answer, subject(slug));
    }

    /** Makes it with all that is its own, or what is missing of it; takes some seconds. */
    Answer provision(String slug, JsonNode wanted) {
        var answer = rest.postAndWait(address(""), ROLE, wanted);
        if (answer.status() == UNAVAILABLE) {
            throw new Failure(ExitCode.NOT_REACHABLE, whereItStopped(slug));
        }
        return ProvisioningRefusals.check(answer, wanted);
    }

    private String whereItStopped(String slug) {
        var begun = rest.get(provisioningOf(slug), ROLE);
        if (!begun.isSuccess()) {
            return "Nothing of %s was made: what it needs does not answer, or the server has too much"
                            .formatted(slug)
                    + " to do; see the server's log, and repeat.";
        }
        var failed = new ArrayList<String>();
        for (var step : begun.body().path("steps")) {
            if (step.path("state").asText().equals("failed")) {
                failed.add(step.path("name").asText());
            }
        }
        return "%s stops%s, as what it needs there refuses or does not answer; see the server's log,"
                        .formatted(slug, failed.isEmpty() ? "" : " at " + String.join(", ", failed))
                + " mend it and repeat, or take back what was made with --slug %s --abort."
                        .formatted(slug);
    }

    /** What would be made. */
    JsonNode plan(String slug, JsonNode wanted) {
        var answer = rest.postAndWait(URI.create(admin + "/provisioning-plan"), ROLE, wanted);
        return ProvisioningRefusals.check(answer, wanted).body();
    }

    /** Takes back what was made of one that is not there yet. */
    void abort(String slug) {
        var answer = rest.deleteAndWait(provisioningOf(slug), ROLE);
        switch (answer.status()) {
            case 404 ->
                    throw new Failure(
                            ExitCode.NOT_FOUND, "Nobody has begun to provision " + slug + ".");
            case 409 ->
                    throw new Failure(
                            ExitCode.CONFLICT,
                            "%s is there and in use; %s ends its life."
                                    .formatted(
                                            slug,
                                            CommandName.with(
                                                    "org retire %s --confirm %s --requested-by EMAIL"
                                                            .formatted(slug, slug))));
            case UNAVAILABLE ->
                    throw new Failure(
                            ExitCode.NOT_REACHABLE,
                            "Not taken back yet: another run still works on %s, or what was made there"
                                            .formatted(slug)
                                    + " does not answer; see the server's log, and give this command"
                                    + " again.");
            default -> Refusals.check(answer, subject(slug));
        }
    }

    /** How far it is made. */
    JsonNode provisioning(String slug) {
        return Refusals.check(rest.get(provisioningOf(slug), ROLE), subject(slug)).body();
    }

    private URI provisioningOf(String slug) {
        return address("/" + encoded(slug) + "/provisioning");
    }

    /** Whether there is surely none of this name; false where this client may not know. */
    boolean lacks(String slug) {
        try {
            return rest.get(one(slug), ROLE).status() == NOT_FOUND;
        } catch (Failure e) {
            return false;
        }
    }

    /** The rights that the server needs for it. */
    JsonNode policies(String slug) {
        var address = address("/" + encoded(slug) + "/policies");
        return Refusals.check(rest.get(address, ROLE), subject(slug)).body();
    }

    /** Not checked: the caller knows what to do about a stale version. */
    Answer put(String slug, String etag, JsonNode changed) {
        return rest.put(one(slug), ROLE, etag, changed);
    }

    /** Exchanges the passwords of its database, or goes on with that. */
    JsonNode rotateCredentials(String slug) {
        var address = address("/" + encoded(slug) + "/credentials/rotation");
        var answer = rest.postAndWait(address, ROLE);
        if (answer.body().path("type").asText().equals("urn:cordon:problem:credentials-by-hand")) {
            throw new Failure(ExitCode.CONFLICT, byHand(slug));
        }
        return living(slug, answer).body();
    }

    /** What serves nobody is not found by most, although it is known: it has ended. */
    private Answer living(String slug, Answer answer) {
        if (answer.status() == NOT_FOUND
                && rest.get(one(slug), ROLE).body().path("status").asText().equals("retired")) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "%s has ended; %s shows what is left."
                            .formatted(
                                    slug,
                                    CommandName.with("org retire %s --show".formatted(slug))));
        }
        return Refusals.check(answer, subject(slug));
    }

    private String byHand(String slug) {
        if (rest.get(one(slug), ROLE).body().path("clinicalDbConnectionRef").isNull()) {
            return "%s has no database of its own, and so no passwords: it shares the platform's."
                    .formatted(slug);
        }
        return "The passwords of %s are exchanged by hand: make a second account without rights, let"
                        .formatted(slug)
                + " cordon db migrate --url-file FILE --runtime-url-file FILE give it those it needs,"
                + " replace the file in CLINICAL_DB_URL_DIR, and drop the former account after a"
                + " minute.";
    }

    JsonNode suspend(String slug) {
        return Refusals.check(rest.put(suspension(slug), ROLE), subject(slug)).body();
    }

    JsonNode resume(String slug) {
        return Refusals.check(rest.delete(suspension(slug), ROLE), subject(slug)).body();
    }

    JsonNode prefixSearch(String slug, boolean on) {
        var address = address("/" + encoded(slug) + "/prefix-search");
        var answer = on ? rest.put(address, ROLE) : rest.delete(address, ROLE);
        return Refusals.check(answer, subject(slug)).body();
    }

    JsonNode locking(String slug, String verb) {
        return Refusals.check(rest.post(keys(slug, "/" + verb), ROLE), subject(slug)).body();
    }

    /** How old the wraps of its data keys are. */
    JsonNode keyStatus(String slug) {
        return Refusals.check(rest.get(keys(slug, ""), ROLE), subject(slug)).body();
    }

    URI keys(String slug, String below) {
        return address("/" + encoded(slug) + "/keys" + below);
    }

    private URI suspension(String slug) {
        return address("/" + encoded(slug) + "/suspension");
    }

    /** Checks an organisation's isolation; takes up to a minute. */
    Answer verify(String slug) {
        var answer = rest.postAndWait(address("/" + encoded(slug) + "/verification"), ROLE);
        if (answer.status() == 409) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    slug + " is being verified already; repeat in a minute, or see --history.");
        }
        return living(slug, answer);
    }

    /** The latest verifications, the newest first. */
    Answer verifications(String slug) {
        return Refusals.check(
                rest.get(address("/" + encoded(slug) + "/verification"), ROLE), subject(slug));
    }

    static String subject(String slug) {
        return "The organisation " + slug;
    }

    private URI one(String slug) {
        return address("/" + encoded(slug));
    }

    private URI address(String rest) {
        return URI.create(admin + "/organisations" + rest);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
