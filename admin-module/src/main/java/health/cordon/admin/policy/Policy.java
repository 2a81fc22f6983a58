package health.cordon.admin.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A policy document as AWS reads it. */
public record Policy(
        @JsonProperty("Version") String version,
        @JsonProperty("Statement") List<Statement> statements) {

    static Policy of(List<Statement> statements) {
        return new Policy("2012-10-17", statements);
    }
}
