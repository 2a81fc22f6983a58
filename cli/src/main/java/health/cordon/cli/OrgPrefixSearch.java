package health.cordon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "prefix-search",
        description = "Let patients be found by the first letters of their family name, or not.",
        footer = {
            "The index shows to who reads the database which names begin alike.",
            "Switched off, the index is cleared within minutes.",
            "Switched on again, patients are found by it once they are next written."
        })
final class OrgPrefixSearch implements Callable<Integer> {
    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Parameters(index = "0", paramLabel = "SLUG", description = "Its short name, or its id.")
    private String slug = "";

    @Option(names = "--off", description = "Switch it off; without this, on.")
    private boolean off;

    @Override
    public Integer call() {
        var organisation = Organisations.at(connection).prefixSearch(slug, !off);
        output.print(
                organisation,
                List.of(
                        "The search by first letters is %s for %s."
                                .formatted(off ? "off" : "on", slug)));
        return 0;
    }
}
