package health.cordon.admin.organisation;

import health.cordon.tenancy.http.EntityTags;
import health.cordon.tenancy.http.Limit;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Organisations, for platform staff. */
@Path("organisations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class OrganisationsResource {
    @Inject OrganisationAdministration administration;
    @Inject Provisioning provisioning;

    @GET
    @Operation(summary = "Lists the organisations")
    public Page<OrganisationView> list(
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return administration.list(limit.value(), cursor);
    }

    @GET
    @Operation(summary = "Gives an organisation")
    @Path("{organisation}")
    @APIResponseSchema(OrganisationView.class)
    public Response get(@PathParam("organisation") String idOrSlug) {
        return answer(Response.ok(), administration.get(idOrSlug));
    }

    @POST
    @Operation(
            summary =
                    "Creates an organisation; with requestedBy, also what is its own, and verifies it")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @APIResponseSchema(value = OrganisationView.class, responseCode = "201")
    public Response create(@NotNull @Valid OrganisationRequest request) {
        if (request.requestedBy() == null) {
            requireNothingOfItsOwn(request);
            var created = administration.create(request);
            return answer(created(created), created);
        }
        administration.requireChoices(request);
        var made = provisioning.provision(request);
        var view = administration.get(request.slug()).with(made);
        return answer(made.continued() ? Response.ok() : created(view), view);
    }

    @PUT
    @Operation(summary = "Changes the name, database, bucket and key of an organisation")
    @Path("{organisation}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @APIResponseSchema(OrganisationView.class)
    public Response change(
            @PathParam("organisation") String idOrSlug,
            @NotNull @Valid OrganisationChange change,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return answer(Response.ok(), administration.change(idOrSlug, change, ifMatch));
    }

    private static Response.ResponseBuilder created(OrganisationView view) {
        return Response.created(URI.create("organisations/" + view.id()));
    }

    /** Somebody must stand for what is made. */
    private static void requireNothingOfItsOwn(OrganisationRequest request) {
        if (request.dedicated() != null
                || request.oidcIssuer() != null
                || request.oidcAudience() != null) {
            throw ProblemException.invalid("requestedBy");
        }
    }

    private static Response answer(Response.ResponseBuilder response, OrganisationView view) {
        return response.header(HttpHeaders.ETAG, EntityTags.of(view.id(), view.version()))
                .entity(view)
                .build();
    }
}
