package health.cordon.provisioning.saga;

import health.cordon.admin.verification.VerificationView;
import health.cordon.tenancy.context.TenantName;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.verification.Verifications;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** A canary record, which goes where the organisation's records will go, and is taken away. */
@ApplicationScoped
public class Proven implements Step {
    @Inject Verifications verifications;

    @Override
    public String name() {
        return "verification";
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
