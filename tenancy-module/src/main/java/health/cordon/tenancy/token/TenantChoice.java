package health.cordon.tenancy.token;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Which tenant a caller acts for. The token decides; the {@code X-Tenant-ID} header can only agree,
 * or choose among several that the token names.
 */
@ApplicationScoped
public class TenantChoice {
    @Inject OrganisationRegistry organisations;

    /**
     * @throws ProblemException one and the same, whether the tenant is foreign, unknown or unsaid;
     *     unavailable while this node does not know the organisations yet
     */
    public Tenant choose(Caller caller, Optional<String> header) {
        if (!organisations.known()) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        var allowed = tenants(caller);
        if (header.isPresent()) {
            return organisations
                    .find(header.get())
                    .filter(
                            tenant ->
                                    allowed.stream().anyMatch(own -> own.id().equals(tenant.id())))
                    .orElseThrow(() -> new ProblemException(Problem.FORBIDDEN));
        }
        if (allowed.size() != 1) {
            throw new ProblemException(Problem.FORBIDDEN);
        }
        return allowed.get(0);
    }

    private List<Tenant> tenants(Caller caller) {
        return caller.tenants().stream()
                .map(organisations::find)
                .flatMap(Optional::stream)
                .filter(tenant -> tenant.organisation().status().equals("active"))
                .distinct()
                .toList();
    }
}
