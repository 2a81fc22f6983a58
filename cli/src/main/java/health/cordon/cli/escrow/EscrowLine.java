package health.cordon.cli.escrow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;

/**
 * One data key of an escrow file.
 *
 * @param number of the line, from 1
 * @param jwe sealed for the recovery key
 */
public record EscrowLine(long number, String dek, String purpose, String jwe) {
    private static final int LONGEST = 10_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    static EscrowLine parse(long number, String text) {
        try {
            if (text.length() <= LONGEST) {
                var node = JSON.readTree(text);
                return new EscrowLine(
                        number, text(node, "dek"), text(node, "purpose"), text(node, "jwe"));
            }
        } catch (JsonProcessingException e) {
            // Said below.
        }
        throw new Failure(ExitCode.FAILED, "Line %d is none of an escrow file.".formatted(number));
    }

    private static String text(JsonNode node, String member) {
        return node == null ? "" : node.path(member).asText();
    }
}
