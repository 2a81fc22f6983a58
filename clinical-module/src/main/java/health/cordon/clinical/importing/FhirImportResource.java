package health.cordon.clinical.importing;

import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Takes FHIR R4 bundles, plain or compressed with gzip. */
@Path("import/fhir")
@RequestScoped
@TenantBound
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.CLINICIAN, Roles.ORG_ADMIN})
public class FhirImportResource {
    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

    @Inject FhirImport fhirImport;

    @POST
    @Consumes({"application/fhir+json", MediaType.APPLICATION_JSON})
    public ImportResult take(InputStream bundle) {
        return fhirImport.run(plain(bundle));
    }

    /** Decides by the first bytes: a proxy or the container may have decompressed it already. */
    private static InputStream plain(InputStream body) {
        var peeking = new BufferedInputStream(body);
        try {
            peeking.mark(GZIP_MAGIC.length);
            boolean compressed = Arrays.equals(peeking.readNBytes(GZIP_MAGIC.length), GZIP_MAGIC);
            peeking.reset();
            return compressed ? new GZIPInputStream(peeking) : peeking;
        } catch (IOException e) {
            throw new ProblemException(Problem.INVALID_REQUEST, e);
        }
    }
}
