package health.cordon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description = "Let the people of a suspended organisation in again.",
        footer = "Takes effect at once here and within 5 s on other nodes.")
final class OrgResume implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "SLUG", description = "Its short name, or its id.")
    private String slug = "";

    @Override
    public Integer call() {
        var organisation = Organisations.at(connection).resume(slug);
        output.print(organisation, List.of("%s is active.".formatted(slug)));
        return 0;
    }
}
