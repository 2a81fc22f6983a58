package health.cordon.app.admin;

import health.cordon.admin.organisation.OrganisationsResource;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.http.ProblemMapper;
import health.cordon.tenancy.http.TraceFilter;
import health.cordon.tenancy.token.AuthenticationFilter;
import health.cordon.tenancy.token.RolesFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers under {@code /admin} on the admin port. */
@ApplicationPath("/")
public class AdminApi extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                TraceFilter.class,
                AuthenticationFilter.class,
                RolesFeature.class,
                ProblemMapper.class,
                Json.class,
                OrganisationsResource.class);
    }
}
