package health.cordon.tenancy.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/** The body of an error, as RFC 9457 has it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemDocument(
        String type, String title, int status, String instance, List<String> fields) {
    static ProblemDocument of(Problem problem, List<String> fields) {
        return new ProblemDocument(
                problem.type(),
                problem.title(),
                problem.status(),
                "urn:uuid:" + UUID.randomUUID(),
                fields);
    }
}
