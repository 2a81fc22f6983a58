package health.cordon.provisioning.api;

import health.cordon.provisioning.rekey.ConnectionsView;
import health.cordon.provisioning.rekey.Rekey;
import health.cordon.provisioning.rekey.RekeyView;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Connections that are kept sealed: what seals them, never what they are. */
@Path("connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class ConnectionsResource {
    @Inject Rekey rekey;

    @GET
    @Operation(summary = "Counts the kept connections by the keys that seal them")
    public ConnectionsView get() {
        return rekey.status();
    }

    @POST
    @Path("rekey")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Seals kept connections with the newest key; repeat it until complete")
    public RekeyView rekey() {
        return rekey.run();
    }
}
