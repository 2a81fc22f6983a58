package health.cordon.clinical.fhir;

import com.fasterxml.jackson.core.JsonToken;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements that are read, with their JSON shapes as FHIR R4 defines them. */
enum Element {
    TEXT(JsonToken.VALUE_STRING, JsonToken.VALUE_STRING),
    ID(JsonToken.VALUE_STRING, JsonToken.VALUE_STRING),
    BASE64(JsonToken.VALUE_STRING, JsonToken.VALUE_STRING),
    OBJECT(JsonToken.START_OBJECT, JsonToken.START_OBJECT),
    OBJECTS(JsonToken.START_ARRAY, JsonToken.START_OBJECT);

    /** Of Patient, Encounter and DiagnosticReport together: none of these has two shapes. */
    private static final Map<String, Element> OF_RESOURCE =
            Map.ofEntries(
                    Map.entry("id", ID),
                    Map.entry("gender", TEXT),
                    Map.entry("birthDate", TEXT),
                    Map.entry("subject", OBJECT),
                    Map.entry("encounter", OBJECT),
                    Map.entry("period", OBJECT),
                    Map.entry("code", OBJECT),
                    Map.entry("identifier", OBJECTS),
                    Map.entry("name", OBJECTS),
                    Map.entry("telecom", OBJECTS),
                    Map.entry("address", OBJECTS),
                    Map.entry("type", OBJECTS),
                    Map.entry("reasonCode", OBJECTS),
                    Map.entry("category", OBJECTS),
                    Map.entry("presentedForm", OBJECTS));

    private static final Set<String> TEXTS_WITHIN =
            Set.of(
                    "city",
                    "code",
                    "contentType",
                    "display",
                    "family",
                    "given",
                    "line",
                    "postalCode",
                    "reference",
                    "start",
                    "system",
                    "text",
                    "use",
                    "value");

    private static final Set<String> OBJECTS_WITHIN = Set.of("coding", "identifier", "type");

    private final JsonToken opening;
    private final JsonToken item;

    Element(JsonToken opening, JsonToken item) {
        this.opening = opening;
        this.item = item;
    }

    /** The element of a resource with this name, or null where it is not read. */
    static @Nullable Element ofResource(String name) {
        return OF_RESOURCE.get(name);
    }

    /** The element of an element with this name, or null where it is not read. */
    static @Nullable Element within(String name) {
        if (TEXTS_WITHIN.contains(name)) {
            return TEXT;
        }
        if (name.equals("data")) {
            return BASE64;
        }
        return OBJECTS_WITHIN.contains(name) ? OBJECT : null;
    }

    boolean opensWith(@Nullable JsonToken token) {
        return token == opening;
    }

    boolean isItem(@Nullable JsonToken token) {
        return token == item;
    }
}
