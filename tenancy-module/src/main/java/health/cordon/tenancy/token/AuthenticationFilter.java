package health.cordon.tenancy.token;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies the bearer token before a path is even looked at. */
@Provider
@PreMatching
@ApplicationScoped
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
    private static final String TENANT = "X-Tenant-ID";

    @Inject TokenVerifier verifier;
    @Inject CurrentCaller current;
    @Inject Refusals refusals;

    @Override
    public void filter(ContainerRequestContext request) {
        var caller = verifier.verifyHeader(request.getHeaders().get(HttpHeaders.AUTHORIZATION));
        current.set(caller, single(request.getHeaders().get(TENANT)));
        request.setSecurityContext(
                new CallerSecurityContext(caller, request.getSecurityContext().isSecure()));
    }

    private @Nullable String single(@Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw refusals.forbidden(Fault.ORGANISATION, null);
        }
        return values.get(0);
    }
}
