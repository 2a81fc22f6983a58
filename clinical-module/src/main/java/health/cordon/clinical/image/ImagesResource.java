package health.cordon.clinical.image;

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

/** Images of the organisation that the token names. */
@Path("images")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.CLINICIAN_READ, Roles.ORG_ADMIN})
public class ImagesResource {
    @Inject Images images;

    @GET
    @Operation(summary = "Lists images, or those of a case")
    public Page<ImageView> list(
            @QueryParam("caseId") @Nullable UUID caseId,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return images.list(caseId, limit.value(), cursor);
    }

    @GET
    @Operation(summary = "Gives an image with an address for its bytes")
    @Path("{id}")
    public ImageView get(@PathParam("id") UUID id) {
        return images.get(id);
    }

    @DELETE
    @Operation(summary = "Removes an image")
    @Path("{id}")
    @RolesAllowed(Roles.ORG_ADMIN)
    public void delete(@PathParam("id") UUID id) {
        images.delete(id);
    }
}
