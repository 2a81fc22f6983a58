package health.cordon.cli;

import health.cordon.cli.remote.Access;
import health.cordon.cli.remote.AccessSource;
import health.cordon.cli.remote.ClientCredentials;
import health.cordon.cli.remote.Rest;
import health.cordon.cli.remote.TokenFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Mixed into verbs that talk to an installation. */
final class Connection {
    @Spec(Target.MIXEE)
    private CommandSpec verb = CommandSpec.create();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Sign in with the token in this file.")
    private @Nullable Path tokenFile;

    Access access() {
        return new AccessSource(cordon().environment()).find(tokenFile == null);
    }

    private Cordon cordon() {
        return (Cordon) verb.root().userObject();
    }

    Rest rest(Access access) {
        return new Rest(
                access,
                tokenFile == null ? new ClientCredentials(access) : new TokenFile(tokenFile));
    }
}
