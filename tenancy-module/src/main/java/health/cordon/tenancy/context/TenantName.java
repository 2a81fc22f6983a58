package health.cordon.tenancy.context;

import health.cordon.tenancy.http.ProblemException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The organisation, by id or slug, that a member of the platform's staff asks for. A parameter of
 * this type is what {@link StaffBound} binds.
 */
@Schema(type = SchemaType.STRING, description = "id or slug of an organisation")
public record TenantName(String text) {
    /** What requests call it. */
    public static final String PARAMETER = "org_id";

    public TenantName {
        if (text.isBlank()) {
            throw ProblemException.invalid(PARAMETER);
        }
    }
}
