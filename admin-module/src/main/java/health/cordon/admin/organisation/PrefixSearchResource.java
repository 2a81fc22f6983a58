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

/**
 * Whether patients may be found by the first letters of their family name. Both verbs may be
 * repeated.
 */
@Path("organisations/{organisation}/prefix-search")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
public class PrefixSearchResource {
    @Inject OrganisationAdministration administration;

    @PUT
    @Operation(summary = "Lets patients be found by the first letters of their family name")
    public OrganisationView on(@PathParam("organisation") String idOrSlug) {
        return administration.prefixSearch(idOrSlug, true);
    }

    @DELETE
    @Operation(
            summary =
                    "Switches the search by first letters off; its index is cleared within minutes")
    public OrganisationView off(@PathParam("organisation") String idOrSlug) {
        return administration.prefixSearch(idOrSlug, false);
    }
}
