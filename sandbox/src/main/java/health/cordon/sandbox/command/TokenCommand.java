package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "token",
        description = "Print a token of the sandbox's issuer, good for an hour.",
        footer = "platform-admin and auditor go without --org; every other role needs it.")
final class TokenCommand implements Callable<Integer> {
    private static final Set<String> PLATFORM_ROLES = Set.of("platform-admin", "auditor");

    @Mixin private Output output = new Output();

    @Option(names = "--org", paramLabel = "SLUG", description = "The organisation.")
    private @Nullable String slug;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "clinician, clinician-read, org-admin, platform-admin or auditor.")
    private String role = "";

    @Override
    public Integer call() {
        var sandbox = Place.sandbox();
        var token = sandbox.token(scope());
        if (slug != null && sandbox.existing().noOrganisation(slug)) {
            output.progress(
                    "There is no organisation %s; the server will refuse this token."
                            .formatted(slug));
        }
        output.print(JsonNodeFactory.instance.objectNode().put("token", token), List.of(token));
        return ExitCode.DONE.code();
    }

    private String scope() {
        boolean platform = PLATFORM_ROLES.contains(role);
        if (platform != (slug == null)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    platform
                            ? "The role %s is the platform's; leave --org out.".formatted(role)
                            : "The role %s needs --org.".formatted(role));
        }
        return platform ? role : "org:" + slug + " role:" + role;
    }
}
