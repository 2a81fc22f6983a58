package health.cordon.admin.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a policy document.
 *
 * @param principal who may; null in a policy of a role, which speaks of itself
 * @param condition when it holds; null for always
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statement(
        @JsonProperty("Sid") String sid,
        @JsonProperty("Effect") String effect,
        @JsonProperty("Principal") @Nullable Map<String, String> principal,
        @JsonProperty("Action") List<String> actions,
        @JsonProperty("Resource") List<String> resources,
        @JsonProperty("Condition") @Nullable Map<String, Map<String, String>> condition) {

    static Statement allow(String sid, List<String> actions, List<String> resources) {
        return new Statement(sid, "Allow", null, actions, resources, null);
    }

    Statement to(String principal) {
        return new Statement(sid, effect, Map.of("AWS", principal), actions, resources, condition);
    }

    Statement on(String resource) {
        return new Statement(sid, effect, principal, actions, List.of(resource), condition);
    }
}
