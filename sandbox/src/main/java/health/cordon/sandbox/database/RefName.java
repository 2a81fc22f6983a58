package health.cordon.sandbox.database;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A database reference such as {@code acme-eu-west-1}, and the names that follow from it. */
public record RefName(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int MAX_LENGTH = 40;

    // `dir` would collide with CLINICAL_DB_URL_DIR; the others name the sandbox's own databases.
    private static final Set<String> RESERVED = Set.of("dir", "platform", "shared");

    public RefName {
        if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "A database name is lower-case letters, digits and single hyphens, starts with a"
                            + " letter and has at most 40 characters.");
        }
        if (RESERVED.contains(text)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "The name %s is reserved; choose another.".formatted(text));
        }
    }

    String database() {
        return "clin_" + text.replace('-', '_');
    }

    String variable() {
        return "CLINICAL_DB_URL_" + text.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
