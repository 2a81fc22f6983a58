package health.cordon.admin.keys;

import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.escrow.EscrowExport;
import health.cordon.tenancy.escrow.EscrowRestore;
import health.cordon.tenancy.escrow.EscrowedKey;
import health.cordon.tenancy.http.Limit;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Data keys on their way to the holder of the recovery key, and back. */
@Path("organisations/{organisation}/keys/escrow")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.PLATFORM_ADMIN)
public class EscrowResource {
    @Inject EscrowExport exports;
    @Inject EscrowRestore restores;

    /** Not a GET: it leaves a record, and nothing on the way may keep the answer. */
    @POST
    @Operation(summary = "Seals an organisation's data keys for the recovery key")
    public Page<EscrowedKey> export(
            @PathParam("organisation") String organisation,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return exports.page(new TenantName(organisation), limit.value(), cursor);
    }

    @POST
    @Path("restore")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes data keys back that the recovery key has opened")
    public RestoreView restore(
            @PathParam("organisation") String organisation,
            @NotNull @Valid RestoreRequest request) {
        var keys = request.keys();
        try {
            return RestoreView.of(keys, restores.restore(new TenantName(organisation), keys));
        } finally {
            keys.forEach(RestoreRequest::wipe);
        }
    }
}
