package health.cordon.sandbox.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** What goes back: a status, headers and a body. */
@SuppressWarnings("ArrayRecordComponent") // handed on once, compared never
public record Answer(int status, Map<String, String> headers, byte[] body) {
    /** None at all: the connection stays open until the caller gives up, or a minute is over. */
    public static final Answer NONE = empty(0);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer with a JSON body under the headers given, its content type among them. */
    public static Answer json(int status, JsonNode body, Map<String, String> headers) {
        try {
            return new Answer(status, headers, JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** An answer with a plain {@code application/json} body. */
    public static Answer json(int status, JsonNode body) {
        return json(status, body, Map.of("Content-Type", "application/json"));
    }

    boolean isNone() {
        return status == NONE.status;
    }

    /** An answer that is only a status. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }
}
