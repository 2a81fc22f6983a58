package health.cordon.tenancy.context;

import health.cordon.tenancy.http.ProblemException;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;

/** Binds the tenant that a parameter names, outside of everything else. */
@StaffBound
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class StaffBindingInterceptor {
    @Inject StaffTenancy staff;

    @AroundInvoke
    Object bind(InvocationContext call) throws Exception {
        return staff.of(name(call)).call(call::proceed);
    }

    private static TenantName name(InvocationContext call) {
        int index = Arrays.asList(call.getMethod().getParameterTypes()).indexOf(TenantName.class);
        if (index < 0) {
            throw new IllegalStateException("no parameter names the tenant");
        }
        if (call.getParameters()[index] instanceof TenantName name) {
            return name;
        }
        throw ProblemException.invalid(TenantName.PARAMETER);
    }
}
