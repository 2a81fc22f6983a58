package health.cordon.clinical.fhir;

import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DiagnosticReport;

/** Which diagnostic reports are the work of a pathologist, by the codes that senders use. */
final class PathologyCodes {
    private static final String LOINC = "http://loinc.org";

    /** HL7 v2 table 0074, diagnostic service sections. */
    private static final Set<String> SECTIONS = Set.of("CP", "PAT", "SP");

    private static final Set<String> SECTION_SYSTEMS =
            Set.of(
                    "http://terminology.hl7.org/CodeSystem/v2-0074",
                    "http://hl7.org/fhir/v2/0074",
                    "urn:oid:2.16.840.1.113883.12.74");

    /**
     * LOINC: the part that US Core's report profiles use as the category Pathology, then reports of
     * pathology and cytology and the sections of one that senders use as its code.
     */
    private static final Set<String> CODES =
            Set.of(
                    "LP7839-6", // Pathology
                    "11526-1", // Pathology study
                    "11529-5", // Surgical pathology study
                    "22633-2", // Pathology report site of origin
                    "22634-0", // Pathology report gross observation
                    "22635-7", // Pathology report microscopic observation
                    "22636-5", // Pathology report relevant history
                    "22637-3", // Pathology report final diagnosis
                    "22638-1", // Pathology report comments
                    "22639-9", // Pathology report supplemental reports
                    "33721-2", // Bone marrow pathology biopsy report
                    "47526-9", // Cytology report of specimen
                    "47527-7", // Cytology report of cervical smear, thin preparation
                    "47528-5", // Cytology report of cervical smear
                    "47529-3", // Cytology report of tissue
                    "60567-5", // Comprehensive pathology report panel
                    "60568-3", // Pathology synoptic report
                    "65757-7"); // Kidney pathology biopsy report

    private PathologyCodes() {}

    static boolean includes(DiagnosticReport report) {
        return Stream.concat(report.getCategory().stream(), Stream.of(report.getCode()))
                .map(CodeableConcept::getCoding)
                .flatMap(codings -> codings.stream())
                .anyMatch(PathologyCodes::isPathology);
    }

    private static boolean isPathology(Coding coding) {
        String code = coding.getCode();
        String system = coding.getSystem();
        if (code == null || system == null) {
            return false;
        }
        return LOINC.equals(system)
                ? CODES.contains(code)
                : SECTION_SYSTEMS.contains(system) && SECTIONS.contains(code);
    }
}
