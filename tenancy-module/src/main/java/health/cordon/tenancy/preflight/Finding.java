package health.cordon.tenancy.preflight;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one question about a resource.
 *
 * @param name the question, lower-case and hyphenated, the dimension first
 * @param evidence what was seen; never a credential, a clinical value or another organisation
 * @param remedy the missing permission and the step of the runbook; null when all is well
 */
public record Finding(String name, Outcome outcome, String evidence, @Nullable String remedy) {
    /** Whether the resource can be used. */
    @JsonProperty("passed")
    public boolean passed() {
        return outcome != Outcome.FAILED;
    }
}
