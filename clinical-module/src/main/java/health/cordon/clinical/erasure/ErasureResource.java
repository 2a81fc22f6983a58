package health.cordon.clinical.erasure;

import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Certificates of erasure, for the organisation that the token names. */
@Path("patients/{id}/erasure")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ORG_ADMIN)
public class ErasureResource {
    @Inject ErasureCertificates certificates;

    @GET
    @Operation(summary = "Gives what an erasure destroyed, and what may still hold copies")
    public ErasureCertificate get(@PathParam("id") UUID patient) {
        return certificates.of(patient);
    }
}
