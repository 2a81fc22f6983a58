package health.cordon.clinical.fhir;

import java.util.List;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** Who a resource is: the same at every import, and for every entry that refers to it. */
record Source(String id, List<String> references) {
    /** Leaves room for the suffix of a second form within 255. */
    static final int MAX_CHARS = 250;

    static Source of(
            Place place, @Nullable String fullUrl, Resource resource, List<Identifier> identifiers)
            throws BundleException {
        String type = resource.fhirType();
        String id = resource.getIdElement().getIdPart();
        List<String> references = References.to(type, fullUrl, id, identifiers);
        if (references.isEmpty()) {
            throw place.invalid("identifier");
        }
        String source =
                identifiers.stream()
                        .filter(Identifier::hasValue)
                        .map(References::token)
                        .findFirst()
                        .orElse(references.get(0));
        String bounded = new Texts(place).bounded(source, MAX_CHARS, "identifier");
        return new Source(bounded == null ? source : bounded, references);
    }
}
