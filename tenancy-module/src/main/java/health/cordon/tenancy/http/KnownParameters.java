package health.cordon.tenancy.http;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Refuses query parameters that a verb does not have, or that come twice: a filter with a typing
 * error would else give all that there is. What a verb has is read from its own {@link
 * QueryParam}s.
 */
@Provider
public class KnownParameters implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        // After the roles: who may not do it learns nothing about how it is done.
        context.register(new Filter(names(resource.getResourceMethod())), Priorities.USER);
    }

    static Set<String> names(Method verb) {
        return Arrays.stream(verb.getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(Objects::nonNull)
                .map(QueryParam::value)
                .collect(Collectors.toUnmodifiableSet());
    }

    record Filter(Set<String> known) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            var sent = request.getUriInfo().getQueryParameters();
            var wrong =
                    sent.entrySet().stream()
                            .filter(one -> !isRight(one.getKey(), one.getValue()))
                            .map(Map.Entry::getKey)
                            .toList();
            if (!wrong.isEmpty()) {
                throw ProblemException.invalid(
                        wrong.stream().filter(FieldNames::canBeSaid).sorted().toList());
            }
        }

        /** One that comes twice would be settled silently, and perhaps not as it was meant. */
        private boolean isRight(String name, List<String> values) {
            return known.contains(name) && values.size() == 1;
        }
    }
}
