package health.cordon.tenancy.http;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The body of an error, as RFC 9457 has it.
 *
 * @param members stand beside the others, by their own names
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        String type,
        String title,
        int status,
        String instance,
        List<String> fields,
        @JsonAnyGetter Map<String, Object> members) {
    static ProblemDocument of(Problem problem, List<String> fields) {
        return of(problem, fields, Map.of());
    }

    static ProblemDocument of(Problem problem, List<String> fields, Map<String, Object> members) {
        return new ProblemDocument(
                problem.type(),
                problem.title(),
                problem.status(),
                "urn:uuid:" + UUID.randomUUID(),
                fields,
                members);
    }
}
