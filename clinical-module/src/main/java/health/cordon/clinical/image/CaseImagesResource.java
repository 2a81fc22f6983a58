package health.cordon.clinical.image;

import health.cordon.clinical.idempotency.IdempotencyKey;
import health.cordon.clinical.idempotency.UploadKey;
import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Takes the pictures of one case; the raw bytes are the body. */
@Path("cases/{case}/images")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
public class CaseImagesResource {
    @Inject Images images;

    @POST
    @Operation(summary = "Adds an image to a case; the body is the picture")
    @Consumes(MediaType.WILDCARD)
    @APIResponseSchema(value = ImageView.class, responseCode = "201")
    public Response add(
            @PathParam("case") UUID caseId,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String repeat,
            InputStream body) {
        var key = UploadKey.of(repeat, "POST cases/" + caseId + "/images");
        var created = images.add(caseId, body, key);
        return Response.created(URI.create("images/" + created.id())).entity(created).build();
    }
}
