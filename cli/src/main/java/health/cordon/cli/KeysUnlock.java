package health.cordon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "unlock", description = "Let an organisation's keys be used again.")
final class KeysUnlock implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            required = true,
            description = "Its short name, or its id.")
    private String slug = "";

    @Override
    public Integer call() {
        var organisation = Organisations.at(connection).locking(slug, "unlock");
        output.print(
                organisation,
                List.of(
                        "The keys of %s may be used again, within 5 s everywhere."
                                .formatted(slug)));
        return 0;
    }
}
