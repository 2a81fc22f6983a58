package health.cordon.tenancy.preflight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a look at a resource showed. */
public enum Outcome {
    PASSED,
    /** Works, but not as the runbook wants it. */
    WARNING,
    /** The service did not say, or does not let us ask. */
    NOT_ANSWERED,
    FAILED;

    /** As it stands in answers: lower-case, hyphenated. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
