package health.cordon.clinical.importing;

import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Takes FHIR R4 bundles, plain or compressed with gzip. */
@Path("import/fhir")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
public class FhirImportResource {
    @Inject FhirImport fhirImport;

    @POST
    @Consumes({"application/fhir+json", MediaType.APPLICATION_JSON})
    public ImportResult take(
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @DefaultValue("identity") String encoding,
            InputStream bundle) {
        return fhirImport.run(plain(encoding, bundle));
    }

    private static InputStream plain(String encoding, InputStream body) {
        if (encoding.equals("identity")) {
            return body;
        }
        if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
            throw new ProblemException(Problem.UNSUPPORTED_MEDIA_TYPE);
        }
        try {
            return new GZIPInputStream(body);
        } catch (IOException e) {
            throw new ProblemException(Problem.INVALID_REQUEST, e);
        }
    }
}
