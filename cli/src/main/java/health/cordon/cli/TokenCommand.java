package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.remote.Access;
import health.cordon.cli.remote.AccessSource;
import health.cordon.cli.remote.ClientCredentials;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** For installations; the sandbox has a verb of this name that knows its organisations. */
@Command(
        name = "token",
        description = "Print a token of the issuer, fetched with the client's credentials.",
        footer = "platform-admin and auditor go without --org; every other role needs it.")
public final class TokenCommand implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private TokenScope scope = new TokenScope();

    @Override
    public Integer call() {
        var token = new ClientCredentials(access()).bearer(scope.text());
        output.print(JsonNodeFactory.instance.objectNode().put("token", token), List.of(token));
        return ExitCode.DONE.code();
    }

    private Access access() {
        var cordon = (Cordon) spec.root().userObject();
        return new AccessSource(cordon.environment()).find(true);
    }
}
