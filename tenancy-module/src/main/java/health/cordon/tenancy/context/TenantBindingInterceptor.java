package health.cordon.tenancy.context;

import health.cordon.tenancy.http.CurrentTrace;
import health.cordon.tenancy.token.CurrentCaller;
import health.cordon.tenancy.token.TenantChoice;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.GET;

/**
 * Binds the tenant outside of everything else, transactions included. What is no {@code GET} is a
 * change, whatever it does.
 */
@TenantBound
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class TenantBindingInterceptor {
    @Inject OrgContext context;
    @Inject CurrentCaller caller;
    @Inject CurrentTrace trace;
    @Inject TenantChoice choice;
    @Inject BindingTimes times;

    @AroundInvoke
    Object bind(InvocationContext call) throws Exception {
        long begin = System.nanoTime();
        var who = caller.required();
        var tenant = choice.choose(who, caller.requestedTenant());
        if (!call.getMethod().isAnnotationPresent(GET.class)) {
            choice.requireWritable(tenant);
        }
        trace.concerns(tenant.id().toString());
        var binding = new Binding(tenant, who.subject(), who.rolesText(), trace.id());
        return context.call(
                binding,
                () -> {
                    times.note(System.nanoTime() - begin);
                    return call.proceed();
                });
    }
}
