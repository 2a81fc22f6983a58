package health.cordon.clinical.fhir;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.hl7.fhir.r4.model.Encounter;
import org.jspecify.annotations.Nullable;

/** A FHIR Encounter as a case of this product. */
final class EncounterMapper {
    private static final int MAX_TITLE = 300;
    private static final int MAX_NOTES = 10_000;
    private static final int FULL_DATE = "yyyy-MM-dd".length();

    private final Place place;
    private final @Nullable String fullUrl;
    private final Encounter encounter;
    private final Texts texts;

    EncounterMapper(Place place, @Nullable String fullUrl, Encounter encounter) {
        this.place = place;
        this.fullUrl = fullUrl;
        this.encounter = encounter;
        texts = new Texts(place);
    }

    EncounterEntry map() throws BundleException {
        Source source = Source.of(place, fullUrl, encounter, encounter.getIdentifier());
        return new EncounterEntry(
                source.id(),
                References.of(encounter.getSubject(), ResourceTypes.PATIENT),
                source.references(),
                title(),
                openedOn(),
                texts.words(encounter.getReasonCode(), MAX_NOTES, "reasonCode"));
    }

    private String title() throws BundleException {
        String words =
                encounter.getType().stream()
                        .map(Texts::words)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        String title = texts.bounded(words, MAX_TITLE, "type");
        return title == null ? ResourceTypes.ENCOUNTER : title;
    }

    /** A time needs its offset, as FHIR demands: without one the day would be the server's. */
    private @Nullable LocalDate openedOn() throws BundleException {
        String text = encounter.getPeriod().getStartElement().getValueAsString();
        if (text == null || text.length() < FULL_DATE) {
            return null;
        }
        try {
            return text.length() == FULL_DATE
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text)
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDate();
        } catch (DateTimeException none) {
            throw place.invalid("period/start");
        }
    }
}
