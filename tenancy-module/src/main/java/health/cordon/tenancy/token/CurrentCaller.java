package health.cordon.tenancy.token;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caller of the current request, set once by the authentication filter. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;
    private @Nullable String requestedTenant;

    void set(Caller verified, @Nullable String tenantHeader) {
        if (caller != null) {
            throw new IllegalStateException("the caller is already known");
        }
        caller = verified;
        requestedTenant = tenantHeader;
    }

    /**
     * @throws ProblemException when nobody was verified
     */
    public Caller required() {
        if (caller == null) {
            throw new ProblemException(Problem.UNAUTHENTICATED);
        }
        return caller;
    }

    /** The {@code X-Tenant-ID} header. */
    public Optional<String> requestedTenant() {
        return Optional.ofNullable(requestedTenant);
    }
}
