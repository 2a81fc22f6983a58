package health.cordon.provisioning.api;

import health.cordon.provisioning.fleet.Server;
import health.cordon.provisioning.fleet.ServerState;
import health.cordon.tenancy.http.Limit;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Servers on which databases are made. */
@Path("servers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class ServersResource {
    @Inject FleetAdministration fleet;

    @GET
    @Operation(summary = "Lists the database servers, with how many databases are on each")
    public Page<Server> list(
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return fleet.list(limit.value(), cursor);
    }

    @GET
    @Path("{server}")
    @Operation(summary = "Gives a database server")
    public Server get(@PathParam("server") String name) {
        return fleet.get(name);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Adds a database server, after a try whether databases can be made there")
    @APIResponseSchema(value = Server.class, responseCode = "201")
    public Response add(@NotNull @Valid ServerRequest request) {
        var added = fleet.add(request);
        return Response.created(URI.create("servers/" + added.name())).entity(added).build();
    }

    @PUT
    @Path("{server}/draining")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Lets a server get no new databases; what is there is served")
    public Server drain(@PathParam("server") String name) {
        return fleet.state(name, ServerState.DRAINING);
    }

    @DELETE
    @Path("{server}/draining")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Lets a server get new databases again")
    public Server open(@PathParam("server") String name) {
        return fleet.state(name, ServerState.OPEN);
    }

    @PUT
    @Path("{server}/size")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Says how many databases may be on a server, and how many are kept ready")
    public Server size(@PathParam("server") String name, @NotNull @Valid ServerSize size) {
        return fleet.size(name, size);
    }

    @DELETE
    @Path("{server}")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Forgets a server on which no database is")
    public void remove(@PathParam("server") String name) {
        fleet.remove(name);
    }
}
