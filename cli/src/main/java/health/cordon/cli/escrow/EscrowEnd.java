package health.cordon.cli.escrow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last line of an escrow file, by which it shows that it is whole. Nobody has signed it: it
 * tells of a loss, not of a forgery, which each line tells of itself.
 *
 * @param organisation its id
 * @param exportedAt when the export had ended, as ISO 8601
 * @param items how many data keys stand before it
 */
record EscrowEnd(String organisation, String exportedAt, long items) {
    private static final int LONGEST = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    String line() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("organisation", organisation)
                .put("exportedAt", exportedAt)
                .put("items", items)
                .toString();
    }

    /**
     * Reads all of a file.
     *
     * @throws Failure when it does not end so, or has another number of lines
     */
    static EscrowEnd of(Path file) throws IOException {
        try (var in = Files.newBufferedReader(file, UTF_8)) {
            long before = -1;
            @Nullable String last = null;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                last = line;
                before++;
            }
            long items = before;
            return parse(last)
                    .filter(end -> end.items() == items)
                    .orElseThrow(
                            () ->
                                    new Failure(
                                            ExitCode.FAILED,
                                            "The file is not a whole export: its last line does not"
                                                    + " give the number of data keys before it."));
        }
    }

    private static Optional<EscrowEnd> parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var node = JSON.readTree(text);
            return node.path("items").isIntegralNumber()
                    ? Optional.of(
                            new EscrowEnd(
                                    node.path("organisation").asText(),
                                    node.path("exportedAt").asText(),
                                    node.path("items").asLong()))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
