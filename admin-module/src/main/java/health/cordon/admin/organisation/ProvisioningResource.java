package health.cordon.admin.organisation;

import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How far an organisation is made. */
@Path("organisations/{organisation}/provisioning")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class ProvisioningResource {
    @Inject Provisioning provisioning;

    @GET
    @Operation(summary = "Tells how far the provisioning of an organisation is, by its slug")
    public ProvisioningView get(@PathParam("organisation") String slug) {
        return provisioning.of(slug);
    }

    @DELETE
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Takes back what was made of an organisation that is not there yet")
    public void abort(@PathParam("organisation") String slug) {
        provisioning.abort(slug);
    }
}
