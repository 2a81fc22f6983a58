package health.cordon.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.cli.escrow.EscrowFile;
import health.cordon.cli.escrow.EscrowLine;
import health.cordon.cli.escrow.RecoveryPrivateKey;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "restore",
        description = "Give an organisation the data keys of an escrow file back.",
        footer = {
            "They are opened here and wrapped by the server with the organisation's key of today; the"
                    + " private key stays here. May be repeated: what is there already stays.",
            "A data key that is not the one of its row is refused, and the code is then 1; so is a"
                    + " file that is not whole, before anything is sent."
        })
final class KeysEscrowRestore implements Callable<Integer> {
    private static final List<String> OUTCOMES =
            List.of("restored", "unchanged", "not-found", "wrong-key");

    @Mixin private Output output = new Output();
    @Mixin private Connection connection = new Connection();

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            required = true,
            description = "Its short name, or its id.")
    private String slug = "";

    @Option(
            names = "--in",
            paramLabel = "FILE",
            required = true,
            description = "What an export wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            required = true,
            description = "The recovery private key, PEM, PKCS#8.")
    private Path privateKey = Path.of("");

    @Override
    public Integer call() {
        var key = RecoveryPrivateKey.read(privateKey);
        var escrow = EscrowInterface.of(connection, slug);
        var counts = new TreeMap<String, Long>();
        OUTCOMES.forEach(outcome -> counts.put(outcome, 0L));
        try (var lines = EscrowFile.open(file)) {
            restore(escrow, key, lines, counts);
        }
        print(counts);
        if (counts.getOrDefault("wrong-key", 0L) > 0) {
            throw new Failure(
                    ExitCode.FAILED,
                    "%d data keys of the file are not those of %s; they were not stored."
                            .formatted(counts.get("wrong-key"), slug));
        }
        return 0;
    }

    private void restore(
            EscrowInterface escrow,
            RecoveryPrivateKey key,
            EscrowFile.Reader lines,
            Map<String, Long> counts) {
        var organisation = escrow.organisation();
        if (!lines.organisation().equals(organisation)) {
            throw new Failure(ExitCode.FAILED, "The file is an export of another organisation.");
        }
        long sent = 0;
        for (var page = lines.next(EscrowInterface.PAGE);
                !page.isEmpty();
                page = lines.next(EscrowInterface.PAGE)) {
            escrow.restore(opened(page, key, organisation))
                    .path("items")
                    .forEach(item -> counts.merge(item.path("outcome").asText(), 1L, Long::sum));
            sent += page.size();
            output.progress("%d data keys".formatted(sent));
        }
    }

    /** Nothing of a page is sent unless all of it opens. */
    private static ObjectNode opened(
            List<EscrowLine> page, RecoveryPrivateKey key, String organisation) {
        var body = JsonNodeFactory.instance.objectNode();
        var items = body.putArray("items");
        for (var line : page) {
            var plain = key.open(line, organisation);
            items.addObject()
                    .put("dek", line.dek())
                    .put("purpose", line.purpose())
                    .put("key", Base64.getUrlEncoder().withoutPadding().encodeToString(plain));
            Arrays.fill(plain, (byte) 0);
        }
        return body;
    }

    private void print(Map<String, Long> counts) {
        var document = JsonNodeFactory.instance.objectNode();
        counts.forEach(document::put);
        var table = new Table("DATA KEYS", "");
        counts.forEach((outcome, count) -> table.add(outcome, Long.toString(count)));
        output.print(document, table.lines());
    }
}
