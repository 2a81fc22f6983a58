package health.cordon.cli.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.outcome.CommandName;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the {@link Access}: the environment when any of its variables is set, else the file that
 * the sandbox wrote. The two are never mixed, so a sandbox secret cannot go to another address.
 */
public final class AccessSource {
    private static final List<String> CLIENT =
            List.of("CORDON_ISSUER", "CORDON_CLIENT_ID", "CORDON_CLIENT_SECRET");
    private final UnaryOperator<@Nullable String> environment;

    public AccessSource(UnaryOperator<@Nullable String> environment) {
        this.environment = environment;
    }

    /**
     * @param clientNeeded false when a token comes from a file
     */
    public Access find(boolean clientNeeded) {
        boolean configured =
                Stream.concat(CLIENT.stream(), Stream.of("CORDON_URL", "CORDON_API_URL"))
                        .anyMatch(key -> value(key) != null);
        return configured ? fromEnvironment(clientNeeded) : fromSandbox();
    }

    private Access fromEnvironment(boolean clientNeeded) {
        requireAll(clientNeeded ? CLIENT : List.of());
        var admin = address(required("CORDON_URL"));
        var api = value("CORDON_API_URL");
        var issuer = optionalAddress("CORDON_ISSUER");
        var tenants = optionalAddress("CORDON_TENANT_ISSUER");
        return new Access(
                admin,
                api == null ? admin.resolve("/api") : address(api),
                issuer,
                tenants == null ? issuer : tenants,
                value("CORDON_CLIENT_ID"),
                value("CORDON_CLIENT_SECRET"),
                value("CORDON_SCOPE"),
                false);
    }

    private Access fromSandbox() {
        var home = value("CORDON_HOME");
        var file = Path.of(home == null ? ".cordon" : home).resolve("cli.json");
        if (!Files.isRegularFile(file)) {
            throw new Failure(
                    ExitCode.NOT_REACHABLE,
                    CommandName.ofSandbox("up")
                                    .map(
                                            up ->
                                                    "No sandbox runs here: start one with %s, or set"
                                                            .formatted(up))
                                    .orElse("It is not said where the server is: set")
                            + " CORDON_URL, CORDON_ISSUER, CORDON_CLIENT_ID and"
                            + " CORDON_CLIENT_SECRET.");
        }
        try {
            return new ObjectMapper().readValue(file.toFile(), Access.class).ofSandbox();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "The sandbox's cli.json cannot be read; run %s to write it again."
                            .formatted(CommandName.with("up")),
                    e);
        }
    }

    private @Nullable URI optionalAddress(String key) {
        var text = value(key);
        return text == null ? null : address(text);
    }

    private static URI address(String text) {
        try {
            return Access.safe(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.WRONG_USAGE, "An address must be an http or https URL.", e);
        }
    }

    /** All that is missing at once, so that nobody has to try four times. */
    private void requireAll(List<String> client) {
        var missing =
                Stream.concat(Stream.of("CORDON_URL"), client.stream())
                        .filter(key -> value(key) == null)
                        .toList();
        if (!missing.isEmpty()) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "%s %s not set; set %s and try again."
                            .formatted(
                                    String.join(", ", missing),
                                    missing.size() == 1 ? "is" : "are",
                                    missing.size() == 1 ? "it" : "them"));
        }
    }

    private String required(String key) {
        var text = value(key);
        if (text == null) {
            throw new IllegalStateException("checked before");
        }
        return text;
    }

    private @Nullable String value(String key) {
        var text = environment.apply(key);
        return text == null || text.isBlank() ? null : text.strip();
    }
}
