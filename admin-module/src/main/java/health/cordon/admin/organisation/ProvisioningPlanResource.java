package health.cordon.admin.organisation;

import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What the making of an organisation would do. */
@Path("provisioning-plan")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
public class ProvisioningPlanResource {
    @Inject OrganisationAdministration administration;
    @Inject Provisioning provisioning;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Tells what the provisioning of an organisation would make; makes nothing")
    public ProvisioningView plan(@NotNull @Valid OrganisationRequest request) {
        if (request.requestedBy() == null) {
            throw ProblemException.invalid("requestedBy");
        }
        administration.requireChoices(request);
        return provisioning.plan(request);
    }
}
