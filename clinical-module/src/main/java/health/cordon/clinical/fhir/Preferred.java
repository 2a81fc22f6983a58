package health.cordon.clinical.fhir;

import java.util.Comparator;
import java.util.Objects;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.Address.AddressUse;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.HumanName.NameUse;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** Which of a person's several names, addresses and numbers to keep. */
final class Preferred {
    private Preferred() {}

    static HumanName name(Patient patient) {
        return patient.getName().stream()
                .min(Comparator.comparingInt(name -> rank(name.getUse())))
                .orElseGet(HumanName::new);
    }

    private static int rank(@Nullable NameUse use) {
        if (use == null) {
            return 2;
        }
        return switch (use) {
            case OFFICIAL -> 0;
            case USUAL -> 1;
            case TEMP, NICKNAME, ANONYMOUS -> 3;
            default -> 4;
        };
    }

    static Address address(Patient patient) {
        return patient.getAddress().stream()
                .filter(address -> address.getUse() != AddressUse.OLD)
                .min(Comparator.comparing(address -> address.getUse() != AddressUse.HOME))
                .orElseGet(Address::new);
    }

    static @Nullable String phone(Patient patient) {
        return patient.getTelecom().stream()
                .filter(contact -> contact.getSystem() == ContactPointSystem.PHONE)
                .filter(contact -> contact.getUse() != ContactPointUse.OLD)
                .map(ContactPoint::getValue)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
