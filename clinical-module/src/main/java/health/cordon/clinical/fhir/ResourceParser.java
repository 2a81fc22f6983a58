package health.cordon.clinical.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import org.hl7.fhir.r4.model.Resource;

/** Parses one copied resource with HAPI's R4 structures. */
final class ResourceParser {
    private ResourceParser() {}

    static <T extends Resource> T parse(Class<T> type, RawResource resource, Place place)
            throws BundleException {
        // The context is the one shared by the whole process; a parser serves one thread.
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        parser.setParserErrorHandler(new StructureErrors());
        try {
            return parser.parseResource(type, resource.json());
        } catch (StructureErrors.Found found) {
            throw place.invalid(found.element());
        } catch (DataFormatException | IllegalArgumentException unreadable) {
            throw place.invalid("");
        }
    }
}
