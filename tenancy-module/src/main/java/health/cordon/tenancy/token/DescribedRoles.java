package health.cordon.tenancy.token;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the description of the interfaces who may call each verb, from the very annotations
 * that {@link RolesFeature} holds callers to. Runs while the product is built, never in the server.
 */
public final class DescribedRoles implements OASFilter {
    /** Any one of them is enough. */
    static final String EXTENSION = "x-roles";

    /** As the applications name it. */
    private static final String SCHEME = "token";

    @Override
    public Operation filterOperation(Operation operation) {
        operation.addExtension(EXTENSION, roles(verb(operation.getOperationId())));
        operation.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(SCHEME));
        // It was only there to find the method by.
        operation.setOperationId(null);
        return operation;
    }

    private static List<String> roles(Method verb) {
        var allowed = RolesFeature.rolesOf(verb, verb.getDeclaringClass());
        if (allowed.isEmpty()) {
            throw new IllegalStateException(verb + " names no role");
        }
        return allowed.stream().sorted().toList();
    }

    /** The build names operations {@code package.Class_method}. */
    private static Method verb(@Nullable String id) {
        if (id == null || id.indexOf('_') < 0) {
            throw new IllegalStateException("an operation without the name of its method: " + id);
        }
        var method = id.substring(id.lastIndexOf('_') + 1);
        var named =
                Arrays.stream(resource(id.substring(0, id.lastIndexOf('_'))).getDeclaredMethods())
                        .filter(candidate -> !candidate.isSynthetic())
                        .filter(candidate -> candidate.getName().equals(method))
                        .toList();
        if (named.size() != 1) {
            throw new IllegalStateException(named.size() + " methods are called " + id);
        }
        return named.get(0);
    }

    private static Class<?> resource(String name) {
        try {
            return Class.forName(name, false, DescribedRoles.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
