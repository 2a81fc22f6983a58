package health.cordon.tenancy.context;

import health.cordon.tenancy.organisation.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Holds the binding of the current thread for the length of one call. */
@ApplicationScoped
public class OrgContext {
    private final ThreadLocal<@Nullable Binding> current = new ThreadLocal<>();

    /**
     * Does work for a tenant.
     *
     * @throws IllegalStateException when a tenant is already bound
     */
    public <T> T call(Binding binding, Callable<T> work) throws Exception {
        if (current.get() != null) {
            throw new IllegalStateException("a tenant is already bound");
        }
        current.set(binding);
        try {
            return work.call();
        } finally {
            current.remove();
        }
    }

    /**
     * The current binding.
     *
     * @throws IllegalStateException when no tenant is bound
     */
    public Binding required() {
        var binding = current.get();
        if (binding == null) {
            throw new IllegalStateException("no tenant is bound");
        }
        return binding;
    }

    /** The current tenant, under the same condition. */
    public Tenant tenant() {
        return required().tenant();
    }
}
