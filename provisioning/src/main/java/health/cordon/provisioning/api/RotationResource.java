package health.cordon.provisioning.api;

import health.cordon.provisioning.rotation.RotationView;
import health.cordon.provisioning.rotation.Rotator;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The passwords of an organisation's own database: how old they are, and their exchange. */
@Path("organisations/{organisation}/credentials/rotation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class RotationResource {
    @Inject Rotator rotator;

    @GET
    @Operation(summary = "Tells how old the passwords of an organisation's own database are")
    public RotationView get(@PathParam("organisation") String idOrSlug) {
        return rotator.of(idOrSlug);
    }

    @POST
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(
            summary =
                    "Exchanges the passwords of an organisation's own database, or goes on with it;"
                            + " repeat it until its state is done")
    public RotationView rotate(@PathParam("organisation") String idOrSlug) {
        return rotator.rotate(idOrSlug);
    }
}
