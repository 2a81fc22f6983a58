package health.cordon.tenancy.token;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds each verb to its {@link RolesAllowed}; a verb that names no role is open to nobody.
 *
 * <p>The container's own check knows only roles of its user registry, and ours are in the token.
 */
@Provider
@ApplicationScoped
public class RolesFeature implements DynamicFeature {
    @Inject Refusals refusals;
    @Inject TenantChoice choice;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        context.register(
                new RolesFilter(
                        rolesOf(resource.getResourceMethod(), resource.getResourceClass()),
                        refusals,
                        choice),
                Priorities.AUTHORIZATION);
    }

    /** The verb's own, else those of its class; nobody when neither names any. */
    static Set<String> rolesOf(Method verb, Class<?> resource) {
        @Nullable RolesAllowed roles = verb.getAnnotation(RolesAllowed.class);
        if (roles == null) {
            roles = resource.getAnnotation(RolesAllowed.class);
        }
        return roles == null ? Set.of() : Set.copyOf(Arrays.asList(roles.value()));
    }

    @Priority(Priorities.AUTHORIZATION)
    private record RolesFilter(Set<String> allowed, Refusals refusals, TenantChoice choice)
            implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            var security = request.getSecurityContext();
            if (allowed.stream().noneMatch(security::isUserInRole)) {
                var whose =
                        security.getUserPrincipal() instanceof Caller caller
                                ? choice.only(caller)
                                : null;
                throw refusals.forbidden(Fault.ROLE, whose);
            }
        }
    }
}
