package health.cordon.clinical.patient;

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
import jakarta.validation.constraints.Size;
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

/** Patients of the organisation that the token names. */
@Path("patients")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.CLINICIAN_READ, Roles.ORG_ADMIN})
public class PatientsResource {
    @Inject Patients patients;

    @GET
    @Operation(
            summary =
                    "Lists patients, or finds them by MRN, family name or the first letters of one")
    public Page<PatientView> list(
            @QueryParam("family") @Size(max = 200) @Nullable String family,
            @QueryParam("familyPrefix") @Size(max = 200) @Nullable String familyPrefix,
            @QueryParam("mrn") @Size(max = 64) @Nullable String mrn,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var prefix = familyPrefix == null ? null : NamePrefix.of(familyPrefix);
        return patients.list(new PatientSearch(mrn, family, prefix), limit.value(), cursor);
    }

    @POST
    @Operation(summary = "Creates a patient")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
    @APIResponseSchema(value = PatientView.class, responseCode = "201")
    public Response create(
            @NotNull @Valid PatientRequest request,
            @HeaderParam(IdempotencyKey.HEADER) @Nullable String repeat) {
        var created = patients.create(request, IdempotencyKey.of(repeat, "POST patients", request));
        return answer(Response.created(URI.create("patients/" + created.id())), created);
    }

    @GET
    @Operation(summary = "Gives a patient")
    @Path("{id}")
    @APIResponseSchema(PatientView.class)
    public Response get(@PathParam("id") UUID id) {
        return answer(Response.ok(), patients.get(id));
    }

    @PUT
    @Operation(summary = "Replaces the fields of a patient")
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
    @APIResponseSchema(PatientView.class)
    public Response change(
            @PathParam("id") UUID id,
            @NotNull @Valid PatientRequest request,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return answer(Response.ok(), patients.change(id, request, ifMatch));
    }

    @DELETE
    @Operation(summary = "Erases a patient with everything that belongs to it")
    @Path("{id}")
    @RolesAllowed(Roles.ORG_ADMIN)
    public void erase(@PathParam("id") UUID id) {
        patients.erase(id);
    }

    private static Response answer(Response.ResponseBuilder response, PatientView view) {
        return response.header(HttpHeaders.ETAG, EntityTags.of(view.id(), view.version()))
                .entity(view)
                .build();
    }
}
