package health.cordon.sandbox.kms;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.standin.Answer;
import health.cordon.sandbox.standin.Request;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** The wire: reads who asks for what, calls the action, words errors as AWS does. */
final class KmsEndpoint {
    private static final String TARGET_PREFIX = "TrentService.";
    private static final Pattern PRINCIPAL = Pattern.compile("Credential=([A-Za-z0-9_.-]{1,128})/");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Action> actions;
    private final Traffic traffic;

    KmsEndpoint(Map<String, Action> actions, Traffic traffic) {
        this.actions = actions;
        this.traffic = traffic;
    }

    Answer answer(Request request) {
        try {
            var call = call(request);
            traffic.admit(call.action());
            return answer(200, action(call).answer(call), "");
        } catch (KmsFault fault) {
            var body = JSON.createObjectNode().put("__type", fault.code());
            return answer(fault.status(), body.put("message", fault.getMessage()), fault.code());
        } catch (Silence silence) {
            return Answer.NONE;
        }
    }

    private Action action(KmsRequest call) {
        var action = actions.get(call.action());
        if (action == null) {
            throw new KmsFault("UnknownOperationException", "The operation is not known.");
        }
        return action;
    }

    private static KmsRequest call(Request request) {
        var target = header(request, "X-Amz-Target");
        if (!target.startsWith(TARGET_PREFIX)) {
            throw new KmsFault("UnknownOperationException", "The operation is not known.");
        }
        var action = target.substring(TARGET_PREFIX.length());
        return new KmsRequest(action, principal(request), body(request));
    }

    private static String principal(Request request) {
        var authorization = header(request, "Authorization");
        if (authorization.isEmpty()) {
            throw new KmsFault("MissingAuthenticationTokenException", "There is no signature.");
        }
        var principal = PRINCIPAL.matcher(authorization);
        if (!authorization.startsWith("AWS4-HMAC-SHA256 ") || !principal.find()) {
            throw new KmsFault("IncompleteSignatureException", "The signature is not complete.");
        }
        return principal.group(1);
    }

    private static JsonNode body(Request request) {
        try {
            var body = JSON.readTree(request.body());
            if (body.isObject()) {
                return body;
            }
        } catch (IOException notJson) {
            // answered below, in the same words
        }
        throw new KmsFault("SerializationException", "The request is not a JSON object.");
    }

    private static String header(Request request, String name) {
        var value = request.header(name);
        return value == null ? "" : value;
    }

    private static Answer answer(int status, JsonNode body, String errorType) {
        var headers = new TreeMap<String, String>();
        headers.put("Content-Type", "application/x-amz-json-1.1");
        headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
        if (!errorType.isEmpty()) {
            headers.put("x-amzn-ErrorType", errorType);
        }
        return Answer.json(status, body, headers);
    }
}
