package health.cordon.app.clinical;

import health.cordon.clinical.cases.CasesResource;
import health.cordon.clinical.erasure.ErasureResource;
import health.cordon.clinical.image.CaseImagesResource;
import health.cordon.clinical.image.ImagesResource;
import health.cordon.clinical.importing.FhirImportResource;
import health.cordon.clinical.patient.PatientsResource;
import health.cordon.clinical.report.CaseReportsResource;
import health.cordon.clinical.report.HistologyReportsResource;
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

/** What answers under {@code /api} on the clinical port. */
@ApplicationPath("/")
@OpenAPIDefinition(
        info = @Info(title = "Cordon clinical API", version = "1"),
        servers = @Server(url = "/api"),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT")
public class ClinicalApi extends Application {
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
                PatientsResource.class,
                ErasureResource.class,
                CasesResource.class,
                ImagesResource.class,
                CaseImagesResource.class,
                HistologyReportsResource.class,
                CaseReportsResource.class,
                FhirImportResource.class);
    }
}
