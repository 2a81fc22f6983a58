package health.cordon.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.ArrayList;

/** Turns an answer that is not a success into an exit code and a sentence. */
public final class Refusals {
    private static final String KEYS_LOCKED = "urn:cordon:problem:keys-locked";
    private static final String SUSPENDED = "urn:cordon:problem:organisation-suspended";
    private static final String READ_ONLY = "urn:cordon:problem:organisation-read-only";

    private Refusals() {}

    /** Returns the answer when it is a success. */
    public static Answer check(Answer answer, String subject) {
        if (!answer.isSuccess()) {
            throw failure(answer, subject);
        }
        return answer;
    }

    /**
     * @param subject what was asked about, such as {@code The organisation north}
     */
    public static Failure failure(Answer answer, String subject) {
        return new Failure(exitCode(answer.status()), sentence(answer, subject));
    }

    static ExitCode exitCode(int status) {
        return switch (status) {
            case 401, 403 -> ExitCode.REFUSED;
            case 404 -> ExitCode.NOT_FOUND;
            case 409, 412, 428 -> ExitCode.CONFLICT;
            case 429, 502, 503, 504 -> ExitCode.NOT_REACHABLE;
            default -> ExitCode.FAILED;
        };
    }

    private static String sentence(Answer answer, String subject) {
        return switch (exitCode(answer.status())) {
            case REFUSED -> refused(answer);
            case NOT_FOUND ->
                    "%s does not exist; %s shows what does."
                            .formatted(subject, CommandName.with("org list"));
            case CONFLICT ->
                    "%s was not changed: %s; look at it again and repeat."
                            .formatted(subject, answer.title());
            case NOT_REACHABLE -> notReachable(answer);
            default ->
                    "%s was refused: %s%s%s."
                            .formatted(
                                    subject,
                                    answer.title(),
                                    fields(answer.body()),
                                    instance(answer));
        };
    }

    private static String notReachable(Answer answer) {
        if (isOf(answer, KEYS_LOCKED)) {
            return "The keys of the organisation are locked; %s lets it in again."
                    .formatted(CommandName.with("keys unlock"));
        }
        return "The server cannot serve this now (%s)%s try again."
                .formatted(
                        answer.title(),
                        CommandName.ofSandbox("status")
                                .map(status -> "; see " + status + " and")
                                .orElse(";"));
    }

    /** By which the operator finds in the log what failed. */
    private static String instance(Answer answer) {
        return answer.status() >= 500
                ? " (" + answer.body().path("instance").asText("no instance") + ")"
                : "";
    }

    private static boolean isOf(Answer answer, String type) {
        return answer.body().path("type").asText().equals(type);
    }

    private static String refused(Answer answer) {
        if (answer.status() == 401) {
            return "The server did not accept the sign-in; fetch a new token or check the client's"
                    + " secret.";
        }
        if (isOf(answer, READ_ONLY)) {
            return "The organisation is retiring and takes no changes; %s lets it take them again."
                    .formatted(CommandName.with("org retire SLUG --undo"));
        }
        return isOf(answer, SUSPENDED)
                ? "The organisation is suspended; %s lets it in again."
                        .formatted(CommandName.with("org resume"))
                : "The role that this command signed in with may not do that.";
    }

    private static String fields(JsonNode problem) {
        var names = new ArrayList<String>();
        var fields = problem.path("fields");
        if (fields.isObject()) {
            fields.fieldNames().forEachRemaining(names::add);
        }
        fields.forEach(
                field -> {
                    if (fields.isArray()) {
                        names.add(field.isTextual() ? field.asText() : field.path("name").asText());
                    }
                });
        return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
    }
}
