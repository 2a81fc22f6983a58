package health.cordon.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.organisation.Tenants;
import health.cordon.tenancy.token.Caller;
import health.cordon.tenancy.token.CurrentCaller;
import health.cordon.tenancy.token.TenantChoice;
import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TenantBindingInterceptorTest {
    private final Tenant north = Tenants.tenant("north").build();
    private final NotedBindings times = new NotedBindings();
    private final TenantBindingInterceptor interceptor = new TenantBindingInterceptor();

    TenantBindingInterceptorTest() {
        interceptor.context = new OrgContext();
        interceptor.trace = new CurrentTrace();
        interceptor.times = times;
        interceptor.caller = new Someone();
        interceptor.choice = choosing(() -> north);
    }

    @Test
    void notesHowLongItTookBeforeTheWorkBegins() throws Exception {
        var seen =
                interceptor.bind(
                        call(
                                () -> {
                                    assertThat(times.nanos).hasSize(1);
                                    return interceptor.context.tenant();
                                }));

        assertThat(seen).isEqualTo(north);
        assertThat(times.nanos).singleElement().satisfies(one -> assertThat(one).isPositive());
    }

    @Test
    void notesNothingWhenNobodyIsBound() {
        interceptor.choice =
                choosing(
                        () -> {
                            throw new ProblemException(Problem.FORBIDDEN);
                        });

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> interceptor.bind(call(() -> "never")));
        assertThat(times.nanos).isEmpty();
    }

    private static TenantChoice choosing(Supplier<Tenant> tenant) {
        return new TenantChoice() {
            @Override
            public Tenant choose(Caller caller, Optional<String> header) {
                return tenant.get();
            }
        };
    }

    private static InvocationContext call(Callable<Object> work) {
        return (InvocationContext)
                Proxy.newProxyInstance(
                        TenantBindingInterceptorTest.class.getClassLoader(),
                        new Class<?>[] {InvocationContext.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getMethod")
                                        ? Callable.class.getMethods()[0]
                                        : work.call());
    }

    private static final class Someone extends CurrentCaller {
        @Override
        public Caller required() {
            return new Caller("someone", false, Set.of("clinician"), List.of("north"), null);
        }
    }
}
