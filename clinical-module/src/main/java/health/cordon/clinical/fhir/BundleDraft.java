package health.cordon.clinical.fhir;

import health.cordon.clinical.fhir.BundleException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;

/** The contents of a bundle while it is being read. */
final class BundleDraft {
    /** FHIR R4 has fewer; a sender who invents more would fill the answer with them. */
    private static final int MAX_TYPES = 200;

    private final List<PatientEntry> patients = new ArrayList<>();
    private final List<EncounterEntry> encounters = new ArrayList<>();
    private final List<ReportEntry> reports = new ArrayList<>();
    private final SortedMap<String, Integer> ignored = new TreeMap<>();
    private final Map<String, PatientEntry> byMrn = new HashMap<>();
    private final Map<String, EncounterEntry> encounterBySource = new HashMap<>();
    private final Map<String, ReportEntry> reportBySource = new HashMap<>();

    void add(Place place, @Nullable String fullUrl, RawResource resource) throws BundleException {
        switch (resource.type()) {
            case ResourceTypes.PATIENT -> patient(place, fullUrl, resource);
            case ResourceTypes.ENCOUNTER -> encounter(place, fullUrl, resource);
            case ResourceTypes.REPORT -> report(place, fullUrl, resource);
            default -> ignore(resource.type(), place);
        }
    }

    BundleContents finish() {
        return new BundleContents(patients, encounters, reports, ignored);
    }

    private void patient(Place place, @Nullable String fullUrl, RawResource resource)
            throws BundleException {
        Patient parsed = ResourceParser.parse(Patient.class, resource, place);
        PatientEntry entry = new PatientMapper(place, fullUrl, parsed).map();
        claim(byMrn, entry.mrn(), entry, PatientEntry::tellsTheSameAs, place);
        patients.add(entry);
    }

    private void encounter(Place place, @Nullable String fullUrl, RawResource resource)
            throws BundleException {
        Encounter parsed = ResourceParser.parse(Encounter.class, resource, place);
        EncounterEntry entry = new EncounterMapper(place, fullUrl, parsed).map();
        claim(encounterBySource, entry.sourceId(), entry, EncounterEntry::tellsTheSameAs, place);
        encounters.add(entry);
    }

    private void report(Place place, @Nullable String fullUrl, RawResource resource)
            throws BundleException {
        DiagnosticReport parsed = ResourceParser.parse(DiagnosticReport.class, resource, place);
        List<ReportEntry> forms = new ReportMapper(place, fullUrl, parsed).map();
        for (ReportEntry entry : forms) {
            claim(reportBySource, entry.sourceId(), entry, ReportEntry::equals, place);
        }
        reports.addAll(forms);
        for (int i = forms.size(); i < parsed.getPresentedForm().size(); i++) {
            ignore("Attachment", place);
        }
        if (forms.isEmpty()) {
            ignore(resource.type(), place);
        }
    }

    /** Two contents under one identity: an import would keep the first and drop the second. */
    private static <T> void claim(
            Map<String, T> owners, String identity, T entry, BiPredicate<T, T> same, Place place)
            throws BundleException {
        T owner = owners.putIfAbsent(identity, entry);
        if (owner != null && !same.test(owner, entry)) {
            throw place.invalid("identifier");
        }
    }

    private void ignore(String type, Place place) throws BundleException {
        if (!ignored.containsKey(type) && ignored.size() == MAX_TYPES) {
            throw new BundleException(Reason.TOO_LARGE, place.pointer("resourceType"));
        }
        ignored.merge(type, 1, Integer::sum);
    }
}
