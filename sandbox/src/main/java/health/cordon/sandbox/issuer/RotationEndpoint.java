package health.cordon.sandbox.issuer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.Request;
import java.util.List;

/** New signing keys on demand, for tests and demonstrations. */
final class RotationEndpoint {
    static final String PATH = "/_control/rotate";

    private final List<SigningKeys> keys;

    RotationEndpoint(List<SigningKeys> keys) {
        this.keys = keys;
    }

    Answer answer(Request request) {
        // A page in somebody's browser can't send this type to another origin without asking.
        if (!"application/json".equals(request.header("Content-Type"))) {
            return Answer.empty(415);
        }
        keys.forEach(SigningKeys::rotate);
        var answer = JsonNodeFactory.instance.objectNode();
        var kids = answer.putArray("kids");
        keys.forEach(set -> kids.add(set.newest().getKeyID()));
        return Answer.json(200, answer);
    }
}
