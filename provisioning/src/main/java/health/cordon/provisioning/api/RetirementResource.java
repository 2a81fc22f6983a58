package health.cordon.provisioning.api;

import health.cordon.provisioning.retirement.RetirementView;
import health.cordon.provisioning.retirement.Retirer;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The end of an organisation. Every verb may be repeated. */
@Path("organisations/{organisation}/retirement")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class RetirementResource {
    @Inject Retirer retirer;

    @GET
    @Operation(summary = "Tells how far the end of an organisation is; at the end, its certificate")
    public RetirementView get(@PathParam("organisation") String idOrSlug) {
        return retirer.of(idOrSlug);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Makes an organisation read-only, before it is destroyed")
    public RetirementView begin(
            @PathParam("organisation") String idOrSlug, @NotNull @Valid RetirementRequest request) {
        return retirer.begin(idOrSlug, request.confirm(), request.requestedBy());
    }

    @DELETE
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Makes an organisation that is read-only active again")
    public void undo(@PathParam("organisation") String idOrSlug) {
        retirer.undo(idOrSlug);
    }

    @POST
    @Path("completion")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(
            summary =
                    "Destroys an organisation that was read-only for long enough; 202 while more is to do")
    @APIResponseSchema(RetirementView.class)
    public Response complete(
            @PathParam("organisation") String idOrSlug, @NotNull @Valid RetirementRequest request) {
        var view = retirer.complete(idOrSlug, request.confirm(), request.requestedBy());
        boolean more = view.state().equals(RetirementView.RUNNING);
        return Response.status(more ? Response.Status.ACCEPTED : Response.Status.OK)
                .entity(view)
                .build();
    }
}
