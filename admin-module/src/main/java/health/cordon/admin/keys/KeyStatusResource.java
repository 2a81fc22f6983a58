package health.cordon.admin.keys;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.keyage.KeyAges;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What an organisation's data keys are wrapped with, and since when. */
@Path("organisations/{organisation}/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class KeyStatusResource {
    @Inject OrganisationRegistry organisations;
    @Inject KeyAges ages;

    @GET
    @Operation(summary = "Counts an organisation's data keys and tells how old their wraps are")
    public KeyStatusView get(@PathParam("organisation") String idOrSlug) {
        var tenant =
                organisations
                        .find(idOrSlug)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        return ages.of(tenant)
                .map(age -> KeyStatusView.of(age, Instant.now()))
                .orElseThrow(() -> new ProblemException(Problem.UNAVAILABLE));
    }
}
