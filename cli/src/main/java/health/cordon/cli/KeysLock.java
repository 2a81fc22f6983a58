package health.cordon.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "lock",
        description = "Let nobody read or change an organisation's records, until it is unlocked.",
        footer = {
            "For an incident: the node that answers has wiped its open keys, others do within 5 s.",
            "Nothing is deleted. Pictures that were handed out stay good for their minutes."
        })
final class KeysLock implements Callable<Integer> {
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
        var organisation = Organisations.at(connection).locking(slug, "lock");
        output.print(
                organisation,
                List.of(
                        "The keys of %1$s are locked. Unlock them with: cordon keys unlock --org %1$s"
                                .formatted(slug)));
        return 0;
    }
}
