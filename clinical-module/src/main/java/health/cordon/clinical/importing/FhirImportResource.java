package health.cordon.clinical.importing;

import health.cordon.tenancy.context.TenantBound;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.token.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

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
    @Operation(summary = "Imports a FHIR R4 Bundle, whole or not at all")
    @Consumes({"application/fhir+json", MediaType.APPLICATION_JSON})
    public ImportResult take(
            InputStream bundle,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding) {
        return fhirImport.run(plain(bundle, "gzip".equalsIgnoreCase(encoding)));
    }

    /** Decides by the first bytes: a proxy or the container may have decompressed it already. */
    private static InputStream plain(InputStream body, boolean declared) {
        var peeking = new BufferedInputStream(body);
        try {
            peeking.mark(GZIP_MAGIC.length);
            var first = peeking.readNBytes(GZIP_MAGIC.length);
            peeking.reset();
            if (Arrays.equals(first, GZIP_MAGIC)) {
                return new GZIPInputStream(peeking);
            }
            if (declared && first.length > 0 && !isText(first[0])) {
                throw notGzip();
            }
            return peeking;
        } catch (ZipException | EOFException e) {
            throw notGzip();
        } catch (IOException e) {
            throw new ProblemException(Problem.INVALID_REQUEST, e);
        }
    }

    /** What somebody on the way has decompressed already begins like any JSON. */
    private static boolean isText(byte first) {
        return first == '{' || first == ' ' || first == '\n' || first == '\r' || first == '\t';
    }

    private static ProblemException notGzip() {
        return ProblemException.refused(Problem.INVALID_REQUEST, FhirImport.NOT_GZIP);
    }
}
