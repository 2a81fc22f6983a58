package health.cordon.clinical.fhir;

import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what HAPI can't read, and passes over what it merely does not know: the copy of a
 * resource holds elements that only another of the three types has.
 */
final class StructureErrors implements IParserErrorHandler {
    /** What went wrong first; the element is empty where it has no place of its own. */
    static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String element;

        private Found(String element) {
            super(null, null, false, false);
            this.element = element;
        }

        String element() {
            return element;
        }
    }

    @Override
    public void invalidValue(@Nullable IParseLocation at, String value, String error) {
        String name = at == null ? null : at.getParentElementName();
        throw new Found(name != null && Element.ofResource(name) == Element.TEXT ? name : "");
    }

    @Override
    public void incorrectJsonType(
            @Nullable IParseLocation at,
            String name,
            ValueType expected,
            ScalarType expectedScalar,
            ValueType found,
            ScalarType foundScalar) {
        throw new Found("");
    }

    @Override
    public void unexpectedRepeatingElement(@Nullable IParseLocation at, String name) {
        throw new Found("");
    }

    @Override
    public void missingRequiredElement(@Nullable IParseLocation at, String name) {}

    @Override
    public void containedResourceWithNoId(@Nullable IParseLocation at) {}

    @Override
    public void unknownAttribute(@Nullable IParseLocation at, String name) {}

    @Override
    public void unknownElement(@Nullable IParseLocation at, String name) {}

    @Override
    public void unknownReference(@Nullable IParseLocation at, String reference) {}

    @Override
    public void invalidInternalReference(@Nullable IParseLocation at, String reference) {}

    @Override
    public void extensionContainsValueAndNestedExtensions(@Nullable IParseLocation at) {}
}
