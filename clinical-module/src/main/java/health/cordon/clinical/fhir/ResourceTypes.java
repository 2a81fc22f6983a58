package health.cordon.clinical.fhir;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import health.cordon.clinical.fhir.BundleException.Reason;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/** Which types of resources are read. */
final class ResourceTypes {
    static final String PATIENT = "Patient";
    static final String ENCOUNTER = "Encounter";
    static final String REPORT = "DiagnosticReport";

    private static final Set<String> READ = Set.of(PATIENT, ENCOUNTER, REPORT);
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]{0,63}");

    private ResourceTypes() {}

    static boolean isRead(String type) {
        return READ.contains(type);
    }

    /** The type at which the parser stands. It is shown to the caller, so it must be a name. */
    static String checked(JsonParser parser) throws IOException, BundleException {
        if (parser.currentToken() == JsonToken.VALUE_STRING
                && NAME.matcher(parser.getText()).matches()) {
            return parser.getText();
        }
        throw new BundleException(Reason.INVALID_RESOURCE, Pointers.of(parser.getParsingContext()));
    }
}
