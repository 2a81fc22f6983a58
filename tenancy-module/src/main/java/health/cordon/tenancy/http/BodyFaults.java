package health.cordon.tenancy.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds all that is wrong with a body that could not be read. Jackson ends at the first fault, and
 * constraints are looked at only afterwards; a caller should not have to find them one by one.
 */
final class BodyFaults {
    private final JsonMapper mapper;
    private final Constraints constraints;

    BodyFaults(JsonMapper mapper) {
        this(mapper, (type, name, value) -> Container.allows(type, name, value));
    }

    BodyFaults(JsonMapper mapper, Constraints constraints) {
        this.mapper = mapper;
        this.constraints = constraints;
    }

    /** Whether a member may have a value. */
    @FunctionalInterface
    interface Constraints {
        boolean allow(Class<?> type, String name, @Nullable Object value);
    }

    /** The members that are wrong; none when the body as a whole is. */
    List<String> of(Class<?> type, byte[] body) throws IOException {
        var json = mapper.readTree(body);
        if (!type.isRecord() || !json.isObject()) {
            return List.of();
        }
        var components = type.getRecordComponents();
        var known = Arrays.stream(components).map(RecordComponent::getName).toList();
        var faults = new TreeSet<String>();
        json.fieldNames().forEachRemaining(faults::add);
        faults.removeAll(known);
        faults.removeIf(name -> !FieldNames.canBeSaid(name));
        Stream.of(components)
                .filter(component -> isWrong(type, component, json))
                .map(RecordComponent::getName)
                .forEach(faults::add);
        return List.copyOf(faults);
    }

    private boolean isWrong(Class<?> type, RecordComponent component, JsonNode json) {
        var name = component.getName();
        var value = Objects.requireNonNullElse(json.get(name), NullNode.getInstance());
        try {
            var read =
                    mapper.readerFor(mapper.constructType(component.getGenericType()))
                            .readValue(mapper.treeAsTokens(value));
            return !constraints.allow(type, name, read);
        } catch (JsonProcessingException e) {
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory can be read", e);
        }
    }

    /** Bean Validation, which the container brings; made with the first wrong body. */
    private static final class Container {
        static final Validator VALIDATOR = Validation.buildDefaultValidatorFactory().getValidator();

        static boolean allows(Class<?> type, String name, @Nullable Object value) {
            return VALIDATOR.validateValue(type, name, value).isEmpty();
        }
    }
}
