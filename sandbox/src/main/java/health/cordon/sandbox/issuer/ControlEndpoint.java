package health.cordon.sandbox.issuer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.Request;
import java.io.IOException;

/** New signing keys and new issuers on demand, for tests and demonstrations. */
final class ControlEndpoint {
    private static final String ROTATE = "/_control/rotate";
    private static final String ISSUERS = "/_control/issuers";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Realms realms;

    ControlEndpoint(Realms realms) {
        this.realms = realms;
    }

    boolean owns(Request request) {
        return request.is("POST", ROTATE) || request.is("POST", ISSUERS);
    }

    Answer answer(Request request) {
        // A page in somebody's browser can't send this type to another origin without asking.
        if (!"application/json".equals(request.header("Content-Type"))) {
            return Answer.empty(415);
        }
        return request.is("POST", ROTATE) ? rotate() : issuer(request);
    }

    private Answer rotate() {
        var keys = realms.keys();
        keys.forEach(SigningKeys::rotate);
        var answer = JsonNodeFactory.instance.objectNode();
        var kids = answer.putArray("kids");
        keys.forEach(set -> kids.add(set.newest().getKeyID()));
        return Answer.json(200, answer);
    }

    private Answer issuer(Request request) {
        try {
            var address = realms.own(JSON.readTree(request.body()).path("name").asText());
            return Answer.json(200, JsonNodeFactory.instance.objectNode().put("issuer", address));
        } catch (IOException | IllegalArgumentException e) {
            return Answer.empty(400);
        }
    }
}
