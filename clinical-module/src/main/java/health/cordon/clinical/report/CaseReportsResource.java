package health.cordon.clinical.report;

import health.cordon.clinical.idempotency.IdempotencyKey;
import health.cordon.clinical.idempotency.UploadKey;
import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Takes the reports of one case; the raw document is the body. */
@Path("cases/{case}/histology-reports")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
public class CaseReportsResource {
    @Inject HistologyReports reports;

    @POST
    @Operation(summary = "Adds a report to a case; the body is the document")
    @Consumes(MediaType.WILDCARD)
    @APIResponseSchema(value = ReportView.class, responseCode = "201")
    public Response add(
            @PathParam("case") UUID caseId,
            @QueryParam("kind") @DefaultValue("histology") String kind,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String repeat,
            InputStream body) {
        var key = UploadKey.of(repeat, "POST cases/" + caseId + "/histology-reports " + kind);
        var created = reports.add(caseId, kind(kind), body, key);
        return Response.created(URI.create("histology-reports/" + created.id()))
                .entity(created)
                .build();
    }

    private static HistologyReport.Kind kind(String text) {
        return Arrays.stream(HistologyReport.Kind.values())
                .filter(kind -> kind.text().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("kind"));
    }
}
