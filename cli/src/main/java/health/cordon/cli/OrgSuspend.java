package health.cordon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "suspend",
        description = "Let nobody of an organisation in, until it is resumed.",
        footer = "Takes effect at once here and within 5 s on other nodes. Nothing is deleted.")
final class OrgSuspend implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(paramLabel = "SLUG", description = "Its short name, or its id.")
    private String slug = "";

    @Override
    public Integer call() {
        var organisation = Organisations.at(connection).suspend(slug);
        output.print(
                organisation,
                List.of(
                        "%s is suspended; its people are refused within 5 s, nothing is deleted."
                                .formatted(slug)));
        return 0;
    }
}
