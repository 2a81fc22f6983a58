package health.cordon.clinical.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import health.cordon.clinical.fhir.BundleException.Reason;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Copies the elements of one resource that are read, and passes over everything else. What comes
 * out holds objects, lists and text alone: the FHIR library would take a number for text, and
 * {@code 1e999999999} for a reason to fill the heap.
 */
final class ResourceCopy {
    private static final JsonFactory JSON = new JsonFactory();

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    /** Far more than a person's names and addresses need, and little enough for any heap. */
    static final int MAX_ELEMENTS = 10_000;

    private final JsonParser parser;
    private final int maxChars;
    private final StringWriter text = new StringWriter();
    private final JsonGenerator copy;
    private int chars;
    private int elements;

    ResourceCopy(JsonParser parser, int maxChars) throws IOException {
        this.parser = parser;
        this.maxChars = maxChars;
        copy = JSON.createGenerator(text);
    }

    /** The parser stands at the resource's opening brace, and is left at its closing one. */
    RawResource read() throws IOException, BundleException {
        String type = null;
        copy.writeStartObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("resourceType")) {
                type = ResourceTypes.checked(parser);
            } else if (type == null || ResourceTypes.isRead(type)) {
                element(name, Element.ofResource(name), true);
            } else {
                parser.skipChildren();
            }
        }
        require(type != null);
        return finish(Objects.requireNonNull(type));
    }

    private RawResource finish(String type) throws IOException {
        if (!ResourceTypes.isRead(type)) {
            return new RawResource(type, "");
        }
        copy.writeStringField("resourceType", type);
        copy.writeEndObject();
        copy.close();
        return new RawResource(type, text.toString());
    }

    private void element(String name, @Nullable Element element, boolean exactly)
            throws IOException, BundleException {
        if (element == null || isAbsent()) {
            parser.skipChildren();
            return;
        }
        require(!exactly || element.opensWith(parser.currentToken()));
        copy.writeFieldName(name);
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            items(element);
        } else {
            item(element);
        }
    }

    private void items(Element element) throws IOException, BundleException {
        copy.writeStartArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!isAbsent()) {
                item(element);
            }
        }
        copy.writeEndArray();
    }

    private void item(Element element) throws IOException, BundleException {
        require(element.isItem(parser.currentToken()));
        spend(1, 0);
        switch (element) {
            case TEXT -> text(parser.getText());
            case ID -> {
                // HAPI would read "a/b" as the id "b".
                require(ID.matcher(parser.getText()).matches());
                text(parser.getText());
            }
            case BASE64 -> {
                require(Base64Text.isWhole(parser.getText()));
                text(parser.getText());
            }
            case OBJECT, OBJECTS -> object();
        }
    }

    private void text(String value) throws IOException, BundleException {
        spend(0, value.length());
        copy.writeString(value);
    }

    private void object() throws IOException, BundleException {
        copy.writeStartObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            element(name, Element.within(name), false);
        }
        copy.writeEndObject();
    }

    /** Many senders write an empty text, which FHIR forbids, for an element that they lack. */
    private boolean isAbsent() throws IOException {
        JsonToken token = parser.currentToken();
        return token == JsonToken.VALUE_NULL
                || (token == JsonToken.VALUE_STRING && parser.getText().isBlank());
    }

    private void spend(int moreElements, int moreChars) throws BundleException {
        elements += moreElements;
        chars += moreChars;
        if (elements > MAX_ELEMENTS || chars > maxChars) {
            throw refused(Reason.TOO_LARGE);
        }
    }

    private void require(boolean holds) throws BundleException {
        if (!holds) {
            throw refused(Reason.INVALID_RESOURCE);
        }
    }

    private BundleException refused(Reason reason) {
        return new BundleException(reason, Pointers.of(parser.getParsingContext()));
    }
}
