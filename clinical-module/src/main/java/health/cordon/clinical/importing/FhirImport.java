package health.cordon.clinical.importing;

import health.cordon.clinical.fhir.BundleException;
import health.cordon.clinical.fhir.BundleReader;
import health.cordon.clinical.fhir.ResolvedBundle;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reads a bundle whole, then writes it whole. */
@ApplicationScoped
public class FhirImport {
    private static final long WAIT_SECONDS = 10;
    private static final int TRIES = 3;
    static final String NOT_GZIP = "not-gzip";

    @Inject ImportConfig config;
    @Inject BundleWriter writer;
    private BundleReader reader;
    private Semaphore places;

    @PostConstruct
    void open() {
        reader = new BundleReader(config.limits());
        places = new Semaphore(config.concurrent());
    }

    /**
     * @throws ProblemException invalid, with a pointer to the fault; too large; unavailable
     */
    public ImportResult run(InputStream json) {
        enter();
        try {
            return write(read(json));
        } finally {
            places.release();
        }
    }

    private ResolvedBundle read(InputStream json) {
        try {
            return reader.read(json).resolve();
        } catch (BundleException e) {
            throw refusal(e);
        }
    }

    private static ProblemException refusal(BundleException e) {
        var problem =
                e.reason() == BundleException.Reason.TOO_LARGE
                        ? Problem.TOO_LARGE
                        : Problem.INVALID_REQUEST;
        return e.pointer().isEmpty()
                ? ProblemException.refused(problem, code(e.reason()))
                : ProblemException.refused(problem, code(e.reason()), e.pointer());
    }

    /** What is published; docs/api.md lists them. */
    private static String code(BundleException.Reason reason) {
        return switch (reason) {
            case EMPTY -> "empty";
            case NOT_JSON -> "not-json";
            case NOT_GZIP -> NOT_GZIP;
            case MALFORMED -> "malformed";
            case NOT_A_BUNDLE -> "not-a-bundle";
            case INVALID_RESOURCE -> "invalid-resource";
            case TOO_LARGE -> "too-large";
        };
    }

    /** A conflict means that the same records came in by another request meanwhile. */
    private ImportResult write(ResolvedBundle bundle) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writer.write(bundle);
            } catch (ProblemException e) {
                if (e.problem() != Problem.CONFLICT || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private void enter() {
        try {
            if (!places.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new ProblemException(Problem.UNAVAILABLE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }
}
