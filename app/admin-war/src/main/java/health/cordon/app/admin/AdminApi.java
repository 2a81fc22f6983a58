package health.cordon.app.admin;

import health.cordon.admin.erasure.ErasuresResource;
import health.cordon.admin.keys.EscrowResource;
import health.cordon.admin.keys.KeyStatusResource;
import health.cordon.admin.organisation.KeyLockResource;
import health.cordon.admin.organisation.OrganisationsResource;
import health.cordon.admin.organisation.PrefixSearchResource;
import health.cordon.admin.organisation.ProvisioningPlanResource;
import health.cordon.admin.organisation.ProvisioningResource;
import health.cordon.admin.organisation.SuspensionResource;
import health.cordon.admin.policy.PoliciesResource;
import health.cordon.admin.verification.VerificationsResource;
import health.cordon.batch.api.JobsResource;
import health.cordon.clinical.staff.StaffCasesResource;
import health.cordon.clinical.staff.StaffPatientsResource;
import health.cordon.provisioning.api.ConnectionsResource;
import health.cordon.provisioning.api.RetirementResource;
import health.cordon.provisioning.api.RotationResource;
import health.cordon.provisioning.api.ServersResource;
import health.cordon.tenancy.http.HeaderFilter;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.http.KnownParameters;
import health.cordon.tenancy.http.ProblemMapper;
import health.cordon.tenancy.http.TraceFilter;
import health.cordon.tenancy.http.ViolationMapper;
import health.cordon.tenancy.token.AuthenticationFilter;
import health.cordon.tenancy.token.RolesFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;

/** What answers under {@code /admin} on the admin port. */
@ApplicationPath("/")
@OpenAPIDefinition(
        info = @Info(title = "Cordon administration", version = "1"),
        servers = @Server(url = "/admin"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT")
public class AdminApi extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                TraceFilter.class,
                AuthenticationFilter.class,
                RolesFeature.class,
                HeaderFilter.class,
                KnownParameters.class,
                ProblemMapper.class,
                ViolationMapper.class,
                Json.class,
                OrganisationsResource.class,
                SuspensionResource.class,
                KeyLockResource.class,
                PrefixSearchResource.class,
                KeyStatusResource.class,
                EscrowResource.class,
                ProvisioningPlanResource.class,
                ProvisioningResource.class,
                PoliciesResource.class,
                VerificationsResource.class,
                ErasuresResource.class,
                JobsResource.class,
                ServersResource.class,
                RetirementResource.class,
                RotationResource.class,
                ConnectionsResource.class,
                StaffPatientsResource.class,
                StaffCasesResource.class);
    }
}
