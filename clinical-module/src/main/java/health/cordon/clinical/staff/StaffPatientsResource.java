package health.cordon.clinical.staff;

import health.cordon.tenancy.context.StaffBound;
import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Limit;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Patients of the organisation that {@code org_id} names, for platform staff. */
@Path("patients")
@RequestScoped
@StaffBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class StaffPatientsResource {
    @Inject StaffReads reads;

    @GET
    @Operation(summary = "Lists the patients of an organisation, for platform staff")
    public Page<StaffPatientView> list(
            @QueryParam(TenantName.PARAMETER) @Parameter(required = true)
                    @Nullable TenantName organisation,
            @HeaderParam(AccessReason.HEADER) @Nullable AccessReason reason,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reads.patients(reason, limit.value(), cursor);
    }
}
