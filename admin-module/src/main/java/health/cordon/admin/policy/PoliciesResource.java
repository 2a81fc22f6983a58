package health.cordon.admin.policy;

import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The rights that the server needs for an organisation, for platform staff. */
@Path("organisations/{organisation}/policies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class PoliciesResource {
    @Inject Policies policies;

    @GET
    @Operation(summary = "Gives the rights that the server needs for an organisation")
    public PoliciesView get(@PathParam("organisation") String idOrSlug) {
        return policies.of(idOrSlug);
    }
}
