package health.cordon.admin.organisation;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.preflight.Claims;
import health.cordon.tenancy.preflight.Finding;
import health.cordon.tenancy.preflight.Preflight;
import health.cordon.tenancy.preflight.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Lets an organisation have what it is to get only after a look at it. What it keeps or gives back
 * is not looked at: a rollback never waits for a broken resource.
 */
@ApplicationScoped
public class Isolation {
    @Inject OrganisationRegistry registry;
    @Inject Preflight preflight;
    @Inject Claims claims;

    /** The outcome of the transaction that changed the organisation, and what the look showed. */
    record Done<T>(T result, List<Finding> checks) {}

    /**
     * @param transaction changes the organisation; what it is handed must run inside
     * @throws ProblemException preflight failed, with the checks; nothing was changed then
     */
    <T> Done<T> change(
            Organisation before,
            OrganisationChange change,
            Function<Consumer<Handle>, T> transaction) {
        var wanted = wanted(before, change);
        if (wanted.isEmpty()) {
            return new Done<>(transaction.apply(handle -> {}), List.of());
        }
        var tenant = tenant(before);
        var checks = preflight.check(tenant, wanted);
        if (!checks.stream().allMatch(Finding::passed)) {
            throw ProblemException.with(Problem.PREFLIGHT_FAILED, "checks", checks);
        }
        return new Done<>(claimed(tenant, wanted, transaction), checks);
    }

    private <T> T claimed(Tenant tenant, Wanted wanted, Function<Consumer<Handle>, T> transaction) {
        var claim = claims.prepare(tenant, wanted);
        try {
            return transaction.apply(claim::record);
        } catch (RuntimeException e) {
            claim.release();
            throw e;
        }
    }

    private static Wanted wanted(Organisation before, OrganisationChange change) {
        return new Wanted(
                changed(
                        before.clinicalDbConnectionRef(),
                        change.clinicalDbConnectionRef(),
                        ConnectionRef::new),
                changed(before.clinicalStorageBucket(), change.clinicalStorageBucket(), to -> to),
                changed(before.clinicalKmsKeyArn(), change.clinicalKmsKeyArn(), to -> to),
                changed(before.oidcIssuer(), change.oidcIssuer(), to -> to));
    }

    /** The new value, unless it is the old one or none. */
    private static <T> Optional<T> changed(
            @Nullable T before, @Nullable String after, Function<String, T> parser) {
        return Optional.ofNullable(after).map(parser).filter(to -> !to.equals(before));
    }

    /** Another node may have made the organisation a moment ago. */
    private Tenant tenant(Organisation organisation) {
        return registry.find(organisation.id())
                .or(
                        () -> {
                            registry.refresh();
                            return registry.find(organisation.id());
                        })
                .orElseThrow(() -> new ProblemException(Problem.UNAVAILABLE));
    }
}
