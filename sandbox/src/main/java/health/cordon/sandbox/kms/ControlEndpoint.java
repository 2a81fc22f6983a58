package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.Request;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** The switches for tests and demonstrations that the package's page lists. */
final class ControlEndpoint {
    static final String PATH = "/_control";

    private static final Set<String> FIELDS =
            Set.of("deny", "undeny", "trouble", "mend", "ratePerSecond", "latencyMillis");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyNames names;
    private final Denials denials;
    private final Troubles troubles;
    private final Traffic traffic;

    ControlEndpoint(KeyNames names, Denials denials, Troubles troubles, Traffic traffic) {
        this.names = names;
        this.denials = denials;
        this.troubles = troubles;
        this.traffic = traffic;
    }

    Answer answer(Request request) {
        if (request.is("GET", PATH + "/calls")) {
            return Answer.json(200, JSON.valueToTree(traffic.calls()));
        }
        if (request.is("GET", PATH)) {
            return Answer.json(200, state());
        }
        return request.is("POST", PATH) ? changed(request) : Answer.empty(404);
    }

    private Answer changed(Request request) {
        // A page in somebody's browser can't send this type to another origin without asking.
        if (!"application/json".equals(request.header("Content-Type"))) {
            return Answer.empty(415);
        }
        try {
            change(new KmsRequest("control", "", JSON.readTree(request.body())));
            return Answer.json(200, state());
        } catch (IOException | KmsFault refused) {
            return Answer.empty(400);
        }
    }

    private void change(KmsRequest wish) {
        if (wish.body().isEmpty() || !wish.body().properties().stream().allMatch(this::isKnown)) {
            throw KmsFault.invalid("There is a field that is not known, or none.");
        }
        if (wish.has("deny")) {
            denials.add(denial(wish.body().path("deny")));
        }
        if (wish.has("undeny")) {
            denials.remove(denial(wish.body().path("undeny")));
        }
        if (wish.has("trouble")) {
            var trouble = rule(wish.body().path("trouble"));
            troubles.begin(key(trouble), Trouble.of(trouble.text("it")));
        }
        if (wish.has("mend")) {
            troubles.end(key(rule(wish.body().path("mend"))));
        }
        traffic.ratePerSecond(
                wish.number("ratePerSecond", traffic.ratePerSecond(), 0, Integer.MAX_VALUE));
        traffic.latencyMillis(
                wish.number(
                        "latencyMillis", traffic.latencyMillis(), 0, Traffic.MAX_LATENCY_MILLIS));
    }

    private boolean isKnown(Map.Entry<String, JsonNode> field) {
        return FIELDS.contains(field.getKey());
    }

    private Denial denial(JsonNode wish) {
        var rule = rule(wish);
        return new Denial(
                rule.text("principal", Denial.ANY), rule.text("action", Denial.ANY), key(rule));
    }

    private static KmsRequest rule(JsonNode wish) {
        return new KmsRequest("control", "", wish);
    }

    private String key(KmsRequest rule) {
        var key = rule.text("key", Denial.ANY);
        return key.equals(Denial.ANY) ? key : names.byAnyName(key).id();
    }

    private ObjectNode state() {
        var state = JSON.createObjectNode();
        state.set("denials", JSON.valueToTree(denials.all()));
        state.set("troubles", JSON.valueToTree(troubles.all()));
        return state.put("ratePerSecond", traffic.ratePerSecond())
                .put("latencyMillis", traffic.latencyMillis());
    }
}
