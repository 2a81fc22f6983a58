package health.cordon.clinical.report;

import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.http.Limit;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reports of the organisation that the token names. */
@Path("histology-reports")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.CLINICIAN_READ, Roles.ORG_ADMIN})
public class HistologyReportsResource {
    @Inject HistologyReports reports;

    @GET
    @Operation(summary = "Lists reports, or those of a case")
    public Page<ReportView> list(
            @QueryParam("caseId") @Nullable UUID caseId,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reports.list(caseId, limit.value(), cursor);
    }

    @GET
    @Operation(summary = "Gives a report with an address for its bytes")
    @Path("{id}")
    public ReportView get(@PathParam("id") UUID id) {
        return reports.get(id);
    }

    @DELETE
    @Operation(summary = "Removes a report")
    @Path("{id}")
    @RolesAllowed(Roles.ORG_ADMIN)
    public void delete(@PathParam("id") UUID id) {
        reports.delete(id);
    }
}
