package health.cordon.provisioning.saga;

import health.cordon.admin.verification.VerificationView;
import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.verification.Verifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A canary record, which goes where the organisation's records will go, and is taken away. */
@ApplicationScoped
public class Proven implements Step {
    @Inject Verifications verifications;
    @Inject OrganisationRegistry registry;

    @Override
    public String name() {
        return "verification";
    }

    @Override
    public String plan(Saga saga) {
        return "a canary record, which is taken away again";
    }

    /** A canary that a death left is taken away at the beginning of the next verification. */
    @Override
    public void undo(Saga saga) {
        if (saga.hasTried(name()) && isRegistered(saga)) {
            verifications.run(new TenantName(saga.wanted().slug()), VerificationView::stored);
        }
    }

    private boolean isRegistered(Saga saga) {
        registry.refresh();
        return registry.find(saga.wanted().slug()).isPresent();
    }

    @Override
    public String ensure(Saga saga) {
        var seen =
                verifications.run(new TenantName(saga.wanted().slug()), VerificationView::stored);
        if (!seen.passed()) {
            throw ProblemException.with(
                    Problem.PREFLIGHT_FAILED, "checks", VerificationView.of(seen).checks());
        }
        return "%d checks passed".formatted(seen.findings().size());
    }
}
