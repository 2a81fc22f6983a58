package health.cordon.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.system.container.Deployments;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationRegistry;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.platform.PlatformDatabase;
import health.cordon.tenancy.routing.ClinicalPersistenceResolver;
import health.cordon.tenancy.routing.TestTenants;
import health.cordon.tenancy.token.CurrentCaller;
import health.cordon.tenancy.token.TestCaller;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The tenant of the current work: bound once, around it, and gone afterwards. */
@Execution(ExecutionMode.SAME_THREAD)
@ArquillianTest
class OrgContextIT {
    @Inject OrgContext context;
    @Inject BoundWork work;
    @Inject CurrentCaller caller;
    @Inject ClinicalPersistenceResolver resolver;
    @Inject PlatformDatabase platform;
    @Inject OrganisationRegistry organisations;

    @Deployment
    static EnterpriseArchive product() {
        return Deployments.with(
                OrgContextIT.class,
                BoundWork.class,
                InnerBoundWork.class,
                TestCaller.class,
                TestTenants.class);
    }

    @Test
    void hasNoDefault() {
        assertThatThrownBy(context::required).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::tenant).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(resolver::forBoundOrg).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesNestingAndKeepsTheFirst() throws Exception {
        var outer = binding(tenant());
        var inner = binding(tenant());

        var seen =
                context.call(
                        outer,
                        () -> {
                            assertThatThrownBy(() -> context.call(inner, () -> "never"))
                                    .isInstanceOf(IllegalStateException.class);
                            assertThatThrownBy(() -> context.call(outer, () -> "never"))
                                    .isInstanceOf(IllegalStateException.class);
                            return context.required();
                        });

        assertThat(seen).isSameAs(outer);
        assertThatThrownBy(context::required).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isGoneAfterAnException() {
        assertThatThrownBy(
                        () ->
                                context.call(
                                        binding(tenant()),
                                        () -> {
                                            throw new UnsupportedOperationException();
                                        }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThatThrownBy(context::required).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotSeenByOtherThreads() throws Exception {
        context.call(
                binding(tenant()),
                () -> {
                    var elsewhere =
                            CompletableFuture.supplyAsync(
                                    () -> {
                                        try {
                                            return context.required().toString();
                                        } catch (IllegalStateException e) {
                                            return "refused";
                                        }
                                    });
                    assertThat(elsewhere.join()).isEqualTo("refused");
                    return "";
                });
    }

    @Test
    void isBoundAndUnboundByTheInterceptor() {
        var tenant = TestTenants.create(platform, organisations);
        TestCaller.become(caller, tenant.organisation().slug().value(), null);

        var seen = work.binding();

        assertThat(seen.tenant().id()).isEqualTo(tenant.id());
        assertThat(seen.actor()).isEqualTo("tester");
        assertThat(seen.role()).isEqualTo("clinician");
        assertThat(seen.traceId()).matches("[0-9a-f]{32}");
        assertThatThrownBy(context::required).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isUnboundByTheInterceptorAfterAnException() {
        var tenant = TestTenants.create(platform, organisations);
        TestCaller.become(caller, tenant.organisation().slug().value(), null);

        assertThatThrownBy(work::fail)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(tenant.id().toString());

        assertThatThrownBy(context::required).isInstanceOf(IllegalStateException.class);
        assertThat(work.binding().tenant().id()).isEqualTo(tenant.id());
    }

    @Test
    void isNotBoundTwiceByTheInterceptor() {
        var tenant = TestTenants.create(platform, organisations);
        TestCaller.become(caller, tenant.organisation().slug().value(), null);

        assertThatThrownBy(work::nested).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(context::required).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void isNotBoundForNobodyNorForAnotherOrganisation() {
        assertThatThrownBy(work::binding).isInstanceOf(ProblemException.class);
        var tenant = TestTenants.create(platform, organisations);
        var other = TestTenants.create(platform, organisations);
        TestCaller.become(
                caller, tenant.organisation().slug().value(), other.organisation().slug().value());

        assertThatThrownBy(work::binding).isInstanceOf(ProblemException.class);
        assertThatThrownBy(context::required).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void opensNoOtherOrganisationsDatabase() throws Exception {
        var bound = TestTenants.create(platform, organisations);
        var other = TestTenants.create(platform, organisations);

        assertThatThrownBy(() -> resolver.forOrg(bound.id()))
                .isInstanceOf(IllegalStateException.class);
        context.call(
                binding(bound),
                () -> {
                    assertThat(resolver.forOrg(bound.id()).organisation()).isEqualTo(bound.id());
                    assertThatThrownBy(() -> resolver.forOrg(other.id()))
                            .isInstanceOf(IllegalStateException.class);
                    return "";
                });
    }

    private Tenant tenant() {
        return TestTenants.create(platform, organisations);
    }

    private static Binding binding(Tenant tenant) {
        return new Binding(tenant, "tester", "clinician", "0".repeat(32));
    }
}
