package health.cordon.admin.organisation;

import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether an organisation is suspended. Both verbs may be repeated. */
@Path("organisations/{organisation}/suspension")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
public class SuspensionResource {
    @Inject OrganisationAdministration administration;

    @PUT
    @Operation(summary = "Suspends an organisation: its people are refused, nothing is deleted")
    public OrganisationView suspend(@PathParam("organisation") String idOrSlug) {
        return administration.suspend(idOrSlug);
    }

    @DELETE
    @Operation(summary = "Resumes a suspended organisation")
    public OrganisationView resume(@PathParam("organisation") String idOrSlug) {
        return administration.resume(idOrSlug);
    }
}
