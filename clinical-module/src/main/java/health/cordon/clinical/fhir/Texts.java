package health.cordon.clinical.fhir;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.jspecify.annotations.Nullable;

/** Text of one resource, bounded and fit to be stored. */
record Texts(Place place) {
    /** Stripped; null where nothing is left. */
    @Nullable String bounded(@Nullable String text, int max, String path) throws BundleException {
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip();
        if (stripped.length() > max || !isStorable(stripped)) {
            throw place.invalid(path);
        }
        return stripped;
    }

    /** The concepts in words, one after another. */
    @Nullable String words(List<CodeableConcept> concepts, int max, String path)
            throws BundleException {
        String joined =
                concepts.stream()
                        .map(Texts::words)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("; "));
        return bounded(joined, max, path);
    }

    /** What a person calls the concept: its own text, else the first name of a code. */
    static @Nullable String words(CodeableConcept concept) {
        if (concept.hasText()) {
            return concept.getText();
        }
        return concept.getCoding().stream()
                .map(Coding::getDisplay)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Half a surrogate pair would come back as another character than was sent. */
    private static boolean isStorable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                && text.chars().noneMatch(Texts::isForbidden);
    }

    private static boolean isForbidden(int character) {
        return Character.isISOControl(character)
                && character != '\t'
                && character != '\n'
                && character != '\r';
    }
}
