package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Why an organisation is not made, in the words of the command's options. */
final class ProvisioningRefusals {
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final Map<String, String> RULES =
            Map.ofEntries(
                    Map.entry(
                            "slug",
                            "--slug must be 3 to 32 lower-case letters, digits and hyphens, with no"
                                    + " hyphen at its ends, and no word that the platform uses itself"),
                    Map.entry("name", "--name must be 1 to 200 characters"),
                    Map.entry("region", "--region must be the name of a region"),
                    Map.entry("vertical", "--vertical must be the name of a vertical"),
                    Map.entry("tier", "--tier must be the name of a tier"),
                    Map.entry("states", "--states must be such as MA,NH, each once"),
                    Map.entry("dedicated", "--dedicated must be some of db,bucket,key, each once"),
                    Map.entry("oidcIssuer", "--oidc-issuer must be an https URL"),
                    Map.entry(
                            "oidcAudience",
                            "--oidc-audience goes with --oidc-issuer, and has 1 to 200 characters"),
                    Map.entry("requestedBy", "--requested-by must be an e-mail address"));

    private ProvisioningRefusals() {}

    /**
     * @param wanted what was asked for
     */
    static Answer check(Answer answer, JsonNode wanted) {
        var slug = wanted.path("slug").asText();
        var problem = answer.body();
        if (answer.status() == CONFLICT) {
            throw new Failure(
                    ExitCode.CONFLICT, conflict(slug, wanted.path("region").asText(), problem));
        }
        if (answer.status() == BAD_REQUEST && !fields(problem).isEmpty()) {
            throw new Failure(ExitCode.WRONG_USAGE, invalid(problem));
        }
        return Refusals.check(answer, Organisations.subject(slug));
    }

    private static String invalid(JsonNode problem) {
        var sentence =
                new StringBuilder(
                        "Nothing was made: " + String.join("; ", fields(problem).values()));
        if (!problem.path("allowed").isEmpty()) {
            var allowed = new ArrayList<String>();
            problem.path("allowed").forEach(one -> allowed.add(one.asText()));
            sentence.append(", here one of ").append(String.join(", ", allowed));
        }
        return sentence.append('.').toString();
    }

    /** A rule may stand for an element of a list. */
    private static Map<String, String> fields(JsonNode problem) {
        var rules = new LinkedHashMap<String, String>();
        for (var field : problem.path("fields")) {
            var name = (field.isTextual() ? field : field.path("name")).asText();
            var known = name.split("[.\\[]", 2)[0];
            rules.put(known, RULES.getOrDefault(known, name));
        }
        return rules;
    }

    private static String conflict(String slug, String region, JsonNode problem) {
        return switch (problem.path("type").asText()) {
            case "urn:cordon:problem:no-server" ->
                    "No eligible db_server in region %s: %s full, %s draining; add one with %s, let one be"
                                    .formatted(
                                            region,
                                            problem.at("/servers/full").asText("0"),
                                            problem.at("/servers/draining").asText("0"),
                                            CommandName.with("server add"))
                            + " used again with %s, or allow another region with"
                                    .formatted(CommandName.with("server drain NAME --undo"))
                            + " --allow-cross-region.";
            case "urn:cordon:problem:no-connection-key" ->
                    "The server has no CONNECTION_ENCRYPTION_KEYS; the operator sets it and restarts"
                            + " the server.";
            case "urn:cordon:problem:cross-region" ->
                    "Its key and bucket would be in another region than %s; choose its region, or"
                                    .formatted(slug)
                            + " allow it with --allow-cross-region.";
            case "urn:cordon:problem:being-taken-back" ->
                    "What was made of %s is being taken back; finish that with --slug %s --abort, and"
                                    .formatted(slug, slug)
                            + " begin anew.";
            case "urn:cordon:problem:preflight-failed" ->
                    "%s is not provisioned yet: %s. Mend it, and repeat."
                            .formatted(slug, Checks.firstFailed(problem.path("checks")));
            default -> taken(slug, problem);
        };
    }

    private static String taken(String slug, JsonNode problem) {
        return switch (problem.path("reason").asText()) {
            case "taken" ->
                    "There is an organisation %s already, made by hand; choose another slug."
                            .formatted(slug);
            case "other-arguments" ->
                    "%s was asked for with other arguments, and is left as it is; %s shows it."
                            .formatted(slug, CommandName.with("org show " + slug));
            case "retired" ->
                    "%s has ended, and its slug is never used again; choose another."
                            .formatted(slug);
            default -> {
                var what = String.join(", ", fieldNames(problem));
                yield "%s was not made: %s is or was another organisation's."
                        .formatted(slug, what.isEmpty() ? "something of it" : "its " + what);
            }
        };
    }

    private static Set<String> fieldNames(JsonNode problem) {
        return fields(problem).keySet();
    }
}
