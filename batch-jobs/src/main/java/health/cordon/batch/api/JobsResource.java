package health.cordon.batch.api;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Jobs that nodes do by themselves. */
@Path("jobs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.PLATFORM_ADMIN, Roles.AUDITOR})
public class JobsResource {
    @Inject Jobs jobs;

    @GET
    @Operation(summary = "Lists jobs, the newest first")
    public Page<JobView> list(
            @QueryParam("organisation") @Nullable String organisation,
            @QueryParam("limit") @DefaultValue("50") Limit limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return jobs.list(organisation, limit.value(), cursor);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "Tells how a job stands, and what came of it")
    public JobView get(@PathParam("id") UUID id) {
        return jobs.get(id);
    }

    /** 200 for one that was there. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Starts a job, or continues the unfinished one of the organisation")
    @APIResponseSchema(value = JobView.class, responseCode = "201")
    public Response start(@NotNull @Valid JobOrder order) {
        var job = jobs.start(order);
        var answer =
                job.continued() ? Response.ok() : Response.created(URI.create("jobs/" + job.id()));
        return answer.entity(job).build();
    }

    @POST
    @Path("{id}/stop")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Stops a job; what is under way ends")
    public JobView stop(@PathParam("id") UUID id) {
        return jobs.stop(id);
    }

    @POST
    @Path("{id}/restart")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Goes on with a job that has stopped or failed")
    public JobView restart(@PathParam("id") UUID id) {
        return jobs.restart(id);
    }

    @POST
    @Path("{id}/abandon")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(summary = "Gives a job up; what was done stays done")
    public JobView abandon(@PathParam("id") UUID id) {
        return jobs.abandon(id);
    }
}
