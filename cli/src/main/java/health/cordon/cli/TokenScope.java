package health.cordon.cli;

import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Mixed into verbs that print a token: for whom it is to be. */
public final class TokenScope {
    private static final Set<String> PLATFORM_ROLES = Set.of("platform-admin", "auditor");

    @Option(names = "--org", paramLabel = "SLUG", description = "The organisation.")
    private @Nullable String slug;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "clinician, clinician-read, org-admin, platform-admin or auditor.")
    private String role = "";

    public @Nullable String slug() {
        return slug;
    }

    /** What the issuer is asked for. */
    public String text() {
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
