package health.cordon.admin.verification;

import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Limit;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.token.Roles;
import health.cordon.tenancy.verification.Verifications;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Verifies an organisation, and shows what earlier verifications saw. */
@Path("organisations/{organisation}/verification")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class VerificationsResource {
    @Inject Verifications verifications;
    @Inject VerificationHistory history;

    @GET
    @Operation(summary = "Lists the verifications of an organisation, the newest first")
    public Page<VerificationView> list(
            @PathParam("organisation") String organisation,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return history.list(organisation, limit.value(), cursor);
    }

    @GET
    @Operation(summary = "Gives what one verification saw")
    @Path("{id}")
    public VerificationView get(
            @PathParam("organisation") String organisation, @PathParam("id") UUID id) {
        return history.get(organisation, id);
    }

    /** Takes up to a minute. */
    @POST
    @Operation(summary = "Verifies where the new records of an organisation go")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @APIResponseSchema(value = VerificationView.class, responseCode = "201")
    public Response verify(@PathParam("organisation") String organisation) {
        var seen = verifications.run(new TenantName(organisation), VerificationView::stored);
        var location = "organisations/%s/verification/%s".formatted(seen.organisation(), seen.id());
        return Response.created(URI.create(location)).entity(VerificationView.of(seen)).build();
    }
}
