package health.cordon.clinical.staff;

import health.cordon.tenancy.http.ProblemException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why staff wants to see what identifies a patient; stands in the tenant's audit trail. An empty
 * header is none.
 */
@Schema(type = SchemaType.STRING, minLength = 1, maxLength = 200)
public record AccessReason(String text) {
    public static final String HEADER = "X-Access-Reason";

    /** Printable and on one line, as a header can carry it everywhere. */
    private static final Pattern FORM = Pattern.compile("[\\x20-\\x7e]{1,200}");

    public AccessReason {
        if (!FORM.matcher(text).matches() || text.isBlank()) {
            throw ProblemException.invalid(HEADER);
        }
    }
}
