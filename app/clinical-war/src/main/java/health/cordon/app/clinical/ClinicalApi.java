package health.cordon.app.clinical;

import health.cordon.clinical.cases.CasesResource;
import health.cordon.clinical.image.CaseImagesResource;
import health.cordon.clinical.image.ImagesResource;
import health.cordon.clinical.importing.FhirImportResource;
import health.cordon.clinical.patient.PatientsResource;
import health.cordon.clinical.report.CaseReportsResource;
import health.cordon.clinical.report.HistologyReportsResource;
import health.cordon.tenancy.http.Json;
import health.cordon.tenancy.http.ProblemMapper;
import health.cordon.tenancy.http.TraceFilter;
import health.cordon.tenancy.token.AuthenticationFilter;
import health.cordon.tenancy.token.RolesFeature;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What answers under {@code /api} on the clinical port. */
@ApplicationPath("/")
public class ClinicalApi extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                TraceFilter.class,
                AuthenticationFilter.class,
                RolesFeature.class,
                ProblemMapper.class,
                Json.class,
                PatientsResource.class,
                CasesResource.class,
                ImagesResource.class,
                CaseImagesResource.class,
                HistologyReportsResource.class,
                CaseReportsResource.class,
                FhirImportResource.class);
    }
}
