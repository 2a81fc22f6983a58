package health.cordon.sandbox.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.Output;
import health.cordon.cli.TokenScope;
import health.cordon.cli.outcome.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "token",
        description = "Print a token of the sandbox's issuer, good for an hour.",
        footer = "platform-admin and auditor go without --org; every other role needs it.")
final class TokenCommand implements Callable<Integer> {
    @Mixin private Output output = new Output();

    @Mixin private TokenScope scope = new TokenScope();

    @Override
    public Integer call() {
        var sandbox = Place.sandbox();
        var token = sandbox.token(scope.text());
        var slug = scope.slug();
        if (slug != null && sandbox.existing().noOrganisation(slug)) {
            output.progress(
                    "There is no organisation %s; the server will refuse this token."
                            .formatted(slug));
        }
        output.print(JsonNodeFactory.instance.objectNode().put("token", token), List.of(token));
        return ExitCode.DONE.code();
    }
}
