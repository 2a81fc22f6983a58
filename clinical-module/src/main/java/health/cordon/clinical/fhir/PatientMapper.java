package health.cordon.clinical.fhir;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** A FHIR Patient as a patient of this product. */
final class PatientMapper {
    private static final int MAX_MRN = 64;
    private static final int MAX_NAME = 200;
    private static final int MAX_ADDRESS = 300;
    private static final int MAX_CITY = 100;
    private static final int MAX_POSTAL_CODE = 32;
    private static final int MAX_PHONE = 64;
    private static final int FULL_DATE = "yyyy-MM-dd".length();

    private final Place place;
    private final @Nullable String fullUrl;
    private final Patient patient;
    private final Texts texts;

    PatientMapper(Place place, @Nullable String fullUrl, Patient patient) {
        this.place = place;
        this.fullUrl = fullUrl;
        this.patient = patient;
        texts = new Texts(place);
    }

    PatientEntry map() throws BundleException {
        String mrn = mrn();
        List<String> references =
                References.to(ResourceTypes.PATIENT, fullUrl, id(), patient.getIdentifier());
        HumanName name = Preferred.name(patient);
        Address address = Preferred.address(patient);
        return new PatientEntry(
                references.get(0),
                references,
                mrn,
                texts.bounded(family(name), MAX_NAME, "name"),
                texts.bounded(joined(name.getGiven(), " "), MAX_NAME, "name"),
                birthDate(),
                patient.hasGender() ? patient.getGender().toCode() : null,
                texts.bounded(joined(address.getLine(), ", "), MAX_ADDRESS, "address"),
                texts.bounded(address.getCity(), MAX_CITY, "address"),
                texts.bounded(address.getPostalCode(), MAX_POSTAL_CODE, "address"),
                texts.bounded(Preferred.phone(patient), MAX_PHONE, "telecom"));
    }

    private @Nullable String id() {
        return patient.getIdElement().getIdPart();
    }

    private String mrn() throws BundleException {
        String found =
                identifier(PatientMapper::isMedicalRecordNumber)
                        .or(() -> identifier(any -> true))
                        .orElse(id());
        String mrn = texts.bounded(found, MAX_MRN, "identifier");
        if (mrn == null) {
            throw place.invalid("identifier");
        }
        return mrn;
    }

    private Optional<String> identifier(Predicate<Identifier> wanted) {
        return patient.getIdentifier().stream()
                .filter(Identifier::hasValue)
                .filter(wanted)
                .map(Identifier::getValue)
                .findFirst();
    }

    /**
     * MR of HL7's table 0203, by which FHIR types identifiers; some senders leave the system out.
     */
    private static boolean isMedicalRecordNumber(Identifier identifier) {
        return identifier.getType().getCoding().stream()
                .anyMatch(
                        coding ->
                                "MR".equals(coding.getCode())
                                        && (!coding.hasSystem()
                                                || coding.getSystem().contains("0203")));
    }

    /** A name that came in one piece is better in the wrong field than lost. */
    private static @Nullable String family(HumanName name) {
        return name.hasFamily() || name.hasGiven() ? name.getFamily() : name.getText();
    }

    /** A year or a month alone is no birth date: it would read as the first of it. */
    private @Nullable LocalDate birthDate() throws BundleException {
        String text = patient.getBirthDateElement().getValueAsString();
        if (text == null || text.length() < FULL_DATE) {
            return null;
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException none) {
            throw place.invalid("birthDate");
        }
    }

    private static String joined(List<? extends PrimitiveType<String>> parts, String separator) {
        return parts.stream()
                .map(PrimitiveType::getValue)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(separator));
    }
}
