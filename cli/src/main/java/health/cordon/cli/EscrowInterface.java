package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.cli.outcome.ExitCode;
import health.cordon.cli.outcome.Failure;
import health.cordon.cli.remote.Answer;
import health.cordon.cli.remote.Refusals;
import org.jspecify.annotations.Nullable;

/** An organisation's escrow resource. */
record EscrowInterface(Organisations organisations, String slug) {
    static final int PAGE = 200;
    private static final String OFF = "urn:cordon:problem:escrow-not-set-up";

    static EscrowInterface of(Connection connection, String slug) {
        return new EscrowInterface(Organisations.at(connection), slug);
    }

    /** The organisation's id, which each data key is sealed for. */
    String organisation() {
        return organisations.get(slug).body().path("id").asText();
    }

    /** One page of sealed data keys. */
    JsonNode page(@Nullable String cursor) {
        var rest = "?limit=" + PAGE;
        if (cursor != null) {
            rest += "&cursor=" + Organisations.encoded(cursor);
        }
        var address = organisations.keys(slug, "/escrow" + rest);
        return checked(organisations.rest().postAndWait(address, Organisations.ROLE));
    }

    JsonNode restore(JsonNode items) {
        var address = organisations.keys(slug, "/escrow/restore");
        return checked(organisations.rest().postAndWait(address, Organisations.ROLE, items));
    }

    private JsonNode checked(Answer answer) {
        if (answer.body().path("type").asText().equals(OFF)) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "Escrow is not set up on the server; its operator sets"
                            + " ESCROW_PUBLIC_KEY_FILE.");
        }
        return Refusals.check(answer, Organisations.subject(slug)).body();
    }
}
