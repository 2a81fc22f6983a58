package health.cordon.clinical.fhir;

import com.fasterxml.jackson.core.JsonToken;
import health.cordon.clinical.fhir.BundleException.Reason;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks once through one bundle, an entry at a time. */
final class BundleWalk {
    private static final int MAX_URL_CHARS = 2048;

    private final BoundedParser parser;
    private final BundleLimits limits;
    private final BundleDraft draft;
    private boolean isBundle;
    private int entries;

    BundleWalk(BoundedParser parser, BundleLimits limits) {
        this.parser = parser;
        this.limits = limits;
        draft = new BundleDraft();
    }

    BundleContents walk() throws IOException, BundleException {
        require(parser.nextToken() != null, Reason.EMPTY);
        require(parser.currentToken() == JsonToken.START_OBJECT, Reason.NOT_A_BUNDLE);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            field(parser.currentName());
        }
        require(isBundle, Reason.NOT_A_BUNDLE);
        require(parser.nextToken() == null, Reason.NOT_JSON);
        return draft.finish();
    }

    private void field(String name) throws IOException, BundleException {
        JsonToken value = parser.nextToken();
        switch (name) {
            case "resourceType" -> {
                isBundle = value == JsonToken.VALUE_STRING && parser.getText().equals("Bundle");
                require(isBundle, Reason.NOT_A_BUNDLE);
            }
            case "entry" -> {
                require(value == JsonToken.START_ARRAY, Reason.MALFORMED);
                entries();
            }
            default -> parser.skipChildren();
        }
    }

    private void entries() throws IOException, BundleException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(parser.currentToken() == JsonToken.START_OBJECT, Reason.MALFORMED);
            require(entries < limits.maxEntries(), Reason.TOO_LARGE);
            parser.startEntry();
            entry(new Place(entries++));
        }
    }

    private void entry(Place place) throws IOException, BundleException {
        String fullUrl = null;
        RawResource resource = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "fullUrl" -> fullUrl = url(value);
                case "resource" -> {
                    require(value == JsonToken.START_OBJECT, Reason.MALFORMED);
                    resource = new ResourceCopy(parser, limits.maxResourceChars()).read();
                }
                default -> parser.skipChildren();
            }
        }
        if (resource == null) {
            throw place.invalid("");
        }
        draft.add(place, fullUrl, resource);
    }

    private @Nullable String url(@Nullable JsonToken value) throws IOException, BundleException {
        require(value == JsonToken.VALUE_STRING, Reason.MALFORMED);
        require(parser.getTextLength() <= MAX_URL_CHARS, Reason.TOO_LARGE);
        return parser.getText().isBlank() ? null : parser.getText();
    }

    private void require(boolean holds, Reason otherwise) throws BundleException {
        if (!holds) {
            throw new BundleException(otherwise, Pointers.of(parser.getParsingContext()));
        }
    }
}
