package health.cordon.clinical.cases;

import health.cordon.clinical.idempotency.IdempotencyKey;
import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.http.EntityTags;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Cases of the organisation that the token names. */
@Path("cases")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.CLINICIAN_READ, Roles.ORG_ADMIN})
public class CasesResource {
    @Inject Cases cases;

    @GET
    @Operation(summary = "Lists cases, or those of a patient")
    public Page<CaseView> list(
            @QueryParam("patientId") @Nullable UUID patient,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return cases.list(patient, limit.value(), cursor);
    }

    @POST
    @Operation(summary = "Opens a case of a patient")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
    @APIResponseSchema(value = CaseView.class, responseCode = "201")
    public Response create(
            @NotNull @Valid CaseRequest request,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String repeat) {
        var created = cases.create(request, IdempotencyKey.of(repeat, "POST cases", request));
        return answer(Response.created(URI.create("cases/" + created.id())), created);
    }

    @GET
    @Operation(summary = "Gives a case")
    @Path("{id}")
    @APIResponseSchema(CaseView.class)
    public Response get(@PathParam("id") UUID id) {
        return answer(Response.ok(), cases.get(id));
    }

    @PUT
    @Operation(summary = "Replaces the fields of a case")
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
    @APIResponseSchema(CaseView.class)
    public Response change(
            @PathParam("id") UUID id,
            @NotNull @Valid CaseRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return answer(Response.ok(), cases.change(id, request, ifMatch));
    }

    @DELETE
    @Operation(summary = "Removes a case with its images and reports")
    @Path("{id}")
    @RolesAllowed(Roles.ORG_ADMIN)
    public void delete(@PathParam("id") UUID id) {
        cases.delete(id);
    }

    private static Response answer(Response.ResponseBuilder response, CaseView view) {
        return response.header(HttpHeaders.ETAG, EntityTags.of(view.id(), view.version()))
                .entity(view)
                .build();
    }
}
