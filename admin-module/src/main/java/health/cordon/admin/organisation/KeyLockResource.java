package health.cordon.admin.organisation;

import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Whether an organisation's keys may be used. Both verbs may be repeated. */
@Path("organisations/{organisation}/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
public class KeyLockResource {
    @Inject OrganisationAdministration administration;

    @POST
    @Path("lock")
    @Operation(summary = "Locks an organisation's keys: nothing reads its encrypted fields")
    public OrganisationView lock(@PathParam("organisation") String idOrSlug) {
        return administration.lockKeys(idOrSlug);
    }

    @POST
    @Path("unlock")
    @Operation(summary = "Unlocks an organisation's keys")
    public OrganisationView unlock(@PathParam("organisation") String idOrSlug) {
        return administration.unlockKeys(idOrSlug);
    }
}
