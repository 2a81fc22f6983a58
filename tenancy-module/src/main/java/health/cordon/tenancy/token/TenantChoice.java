package health.cordon.tenancy.token;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which tenant a caller acts for. The token decides; the {@code X-Tenant-ID} header can only agree,
 * or choose among several that the token names.
 */
@ApplicationScoped
public class TenantChoice {
    @Inject OrganisationRegistry organisations;
    @Inject Refusals refusals;

    /**
     * @throws ProblemException one and the same, whether the tenant is foreign, unknown or unsaid;
     *     another when it is the caller's and suspended, or its keys are locked; unavailable while
     *     this node does not know the organisations yet
     */
    public Tenant choose(Caller caller, Optional<String> header) {
        if (!organisations.known()) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        var allowed = tenants(caller);
        var chosen =
                header.isPresent()
                        ? organisations.find(header.get()).filter(allowed::contains)
                        : Optional.of(allowed)
                                .filter(one -> one.size() == 1)
                                .map(one -> one.get(0));
        return active(
                chosen.orElseThrow(() -> refusals.forbidden(Fault.ORGANISATION, only(allowed))));
    }

    /**
     * For whatever may change something.
     *
     * @throws ProblemException read-only while the organisation is retiring
     */
    public void requireWritable(Tenant tenant) {
        if (tenant.organisation().status().equals(Organisation.RETIRING)) {
            throw refusals.forbidden(Fault.READ_ONLY, tenant.id().toString());
        }
    }

    /** The id of the only organisation that the caller may act for, if it is one. */
    @Nullable String only(Caller caller) {
        return only(tenants(caller));
    }

    private static @Nullable String only(List<Tenant> allowed) {
        return allowed.size() == 1 ? allowed.get(0).id().toString() : null;
    }

    /** Those that the token names and that its issuer may speak for. */
    private List<Tenant> tenants(Caller caller) {
        return caller.tenants().stream()
                .map(organisations::find)
                .flatMap(Optional::stream)
                .filter(tenant -> isVouchedFor(tenant, caller))
                .distinct()
                .toList();
    }

    private static boolean isVouchedFor(Tenant tenant, Caller caller) {
        return Objects.equals(tenant.organisation().oidcIssuer(), caller.ownIssuer());
    }

    private Tenant active(Tenant tenant) {
        var id = tenant.id().toString();
        return switch (tenant.organisation().status()) {
            case Organisation.ACTIVE, Organisation.RETIRING -> unlocked(tenant);
            case Organisation.SUSPENDED -> throw refusals.forbidden(Fault.SUSPENDED, id);
            default -> throw refusals.forbidden(Fault.ORGANISATION, id);
        };
    }

    /** Also for what needs no key: nothing is deleted either, and no address of a picture given. */
    private static Tenant unlocked(Tenant tenant) {
        if (tenant.organisation().keysLocked()) {
            throw new ProblemException(Problem.KEYS_LOCKED);
        }
        return tenant;
    }
}
