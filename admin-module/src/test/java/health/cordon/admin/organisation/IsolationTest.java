package health.cordon.admin.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.KnownTenant;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.preflight.FakeClaims;
import health.cordon.tenancy.preflight.Finding;
import health.cordon.tenancy.preflight.Outcome;
import health.cordon.tenancy.preflight.Preflight;
import health.cordon.tenancy.preflight.Wanted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IsolationTest {
    private final List<Wanted> looked = new ArrayList<>();
    private final FakeClaims claims = new FakeClaims();
    private final KnownTenant registry = new KnownTenant();
    private final Isolation isolation = new Isolation();
    private Outcome outcome = Outcome.WARNING;

    IsolationTest() {
        isolation.registry = registry;
        isolation.claims = claims;
        isolation.preflight =
                new Preflight() {
                    @Override
                    public List<Finding> check(Tenant tenant, Wanted wanted) {
                        looked.add(wanted);
                        return List.of(new Finding("n", outcome, "e", "r"));
                    }
                };
    }

    @Test
    void marksWhatPasses() {
        var done = isolation.change(registry.organisation(), to("own"), claim -> "done");

        assertThat(done.result()).isEqualTo("done");
        assertThat(done.checks()).hasSize(1);
        assertThat(claims.marks()).containsExactly("own");
    }

    @Test
    void takesTheMarkBackWhenTheTransactionDoesNotGoThrough() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                isolation.change(
                                        registry.organisation(),
                                        to("own"),
                                        claim -> {
                                            throw new IllegalStateException();
                                        }));

        assertThat(claims.marks()).isEmpty();
    }

    @Test
    void neitherMarksNorWritesWhatFails() {
        outcome = Outcome.FAILED;

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(
                        () ->
                                isolation.change(
                                        registry.organisation(),
                                        to("own"),
                                        claim -> {
                                            throw new AssertionError("written");
                                        }))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.PREFLIGHT_FAILED))
                .satisfies(e -> assertThat(e.members()).containsKey("checks"));
        assertThat(claims.marks()).isEmpty();
    }

    @Test
    void looksAtNothingThatIsGivenBack() {
        outcome = Outcome.FAILED;

        var done = isolation.change(registry.organisation(), to(null), claim -> "done");

        assertThat(done.checks()).isEmpty();
        assertThat(looked).isEmpty();
    }

    private static OrganisationChange to(@Nullable String bucket) {
        return new OrganisationChange("North", null, bucket, null, null, null, null);
    }
}
