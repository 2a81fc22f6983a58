package health.cordon.clinical.importing;

import health.cordon.clinical.cases.ClinicalCase;
import health.cordon.clinical.fhir.PatientEntry;
import health.cordon.clinical.fhir.ReportEntry;
import health.cordon.clinical.fhir.ResolvedBundle;
import health.cordon.clinical.field.Ids;
import health.cordon.clinical.field.RowCipher;
import health.cordon.clinical.object.ContentTypes;
import health.cordon.clinical.patient.Patient;
import health.cordon.clinical.patient.PatientRequest;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekResolver;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.ClinicalPersistence;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a bundle adds to what is there. Used by one thread, once. */
final class ImportPlan {
    private final Tenant tenant;
    private final DataKey indexKey;
    private final DekResolver deks;
    private final SortedMap<String, Integer> unchanged = new TreeMap<>();
    private final SortedMap<String, Integer> ignored;

    private final Map<String, PatientEntry> patients = new LinkedHashMap<>();
    private final Map<String, WantedCase> cases = new LinkedHashMap<>();
    private final Map<String, WantedReport> reports = new LinkedHashMap<>();

    private final Map<String, UUID> patientIds = new HashMap<>();
    private final Map<String, Dek> knownDeks = new HashMap<>();
    private final Map<String, DataKey> keys = new HashMap<>();
    private final Map<String, UUID> caseIds = new HashMap<>();

    private final List<Dek> newDeks = new ArrayList<>();
    private final List<String> newPatients = new ArrayList<>();
    private final List<String> newCases = new ArrayList<>();
    private final List<NewReport> newReports = new ArrayList<>();

    /** A case, with the index of its patient's MRN. */
    private record WantedCase(
            String patient,
            String title,
            @Nullable LocalDate openedOn,
            @Nullable String notes,
            byte[] source) {}

    /** A report, with the source index of its case. */
    private record WantedReport(String caseSource, ReportEntry entry, byte[] source) {}

    ImportPlan(Tenant tenant, DataKey indexKey, DekResolver deks, ResolvedBundle bundle) {
        this.tenant = tenant;
        this.indexKey = indexKey;
        this.deks = deks;
        this.ignored = new TreeMap<>(bundle.ignored());
        bundle.patients().forEach(patient -> patients.putIfAbsent(index(patient), patient));
        bundle.encounters().forEach(this::want);
        bundle.reports().forEach(this::want);
    }

    private void want(ResolvedBundle.ResolvedEncounter resolved) {
        var encounter = resolved.encounter();
        var source = Source.ofCase(indexKey, encounter.sourceId());
        cases.putIfAbsent(
                Source.hex(source),
                new WantedCase(
                        index(resolved.patient()),
                        encounter.title(),
                        encounter.openedOn(),
                        encounter.notes(),
                        source));
    }

    private void want(ResolvedBundle.ResolvedReport resolved) {
        var report = resolved.report();
        if (!ContentTypes.isReport(report.content())) {
            ignored.merge("DiagnosticReport", 1, Integer::sum);
            return;
        }
        var source = Source.ofReport(indexKey, report.sourceId());
        reports.putIfAbsent(Source.hex(source), new WantedReport(caseOf(resolved), report, source));
    }

    /** A report without an encounter opens a case of its own, so that it is not lost. */
    private String caseOf(ResolvedBundle.ResolvedReport resolved) {
        var encounter = resolved.encounter();
        var report = resolved.report();
        var id = encounter == null ? "report:" + report.sourceId() : encounter.sourceId();
        var source = Source.ofCase(indexKey, id);
        cases.putIfAbsent(
                Source.hex(source),
                new WantedCase(index(resolved.patient()), report.title(), null, null, source));
        return Source.hex(source);
    }

    /** Sorts what is new from what is there. */
    void compareWith(ClinicalPersistence persistence) {
        var known =
                persistence.read(
                        entities ->
                                Known.read(
                                        entities,
                                        patients.values().stream().map(this::mrnIndex).toList(),
                                        cases.values().stream().map(WantedCase::source).toList(),
                                        reports.values().stream()
                                                .map(WantedReport::source)
                                                .toList()));
        patients.keySet().forEach(mrn -> comparePatient(mrn, known.patients().get(mrn)));
        cases.keySet().forEach(source -> compareCase(source, known.cases().get(source)));
        reports.forEach((source, report) -> compareReport(report, known.reports(), source));
    }

    private void comparePatient(String mrn, Known.@Nullable KnownPatient there) {
        if (there == null) {
            patientIds.put(mrn, Ids.next());
            newPatients.add(mrn);
        } else {
            patientIds.put(mrn, there.id());
            knownDeks.put(mrn, there.dek());
            unchanged.merge(Patient.TABLE, 1, Integer::sum);
        }
    }

    private void compareCase(String source, @Nullable UUID there) {
        if (there == null) {
            caseIds.put(source, Ids.next());
            newCases.add(source);
        } else {
            caseIds.put(source, there);
            unchanged.merge(ClinicalCase.TABLE, 1, Integer::sum);
        }
    }

    private void compareReport(WantedReport report, java.util.Set<String> there, String source) {
        if (there.contains(source)) {
            unchanged.merge("histology_report", 1, Integer::sum);
        } else {
            var caseId = Objects.requireNonNull(caseIds.get(report.caseSource()));
            newReports.add(new NewReport(Ids.next(), caseId, report.entry(), report.source()));
        }
    }

    /** Makes DEKs for new patients and opens those of known ones that get new cases. */
    void makeKeys() {
        for (var mrn : newPatients) {
            var made = deks.create(tenant, Ids.next());
            keys.put(mrn, made.key());
            newDeks.add(made.row());
        }
        newCases.stream()
                .map(source -> Objects.requireNonNull(cases.get(source)).patient())
                .filter(mrn -> !keys.containsKey(mrn))
                .distinct()
                .forEach(mrn -> keys.put(mrn, open(mrn)));
    }

    private DataKey open(String mrn) {
        return deks.open(tenant, Objects.requireNonNull(knownDeks.get(mrn)));
    }

    List<NewReport> newReports() {
        return newReports;
    }

    List<Change> changes() {
        var changes = new ArrayList<Change>();
        newPatients.forEach(mrn -> changes.add(Change.of("patient.import", id(patientIds, mrn))));
        newCases.forEach(source -> changes.add(Change.of("case.import", id(caseIds, source))));
        newReports.forEach(r -> changes.add(Change.of("histology-report.import", r.id())));
        return changes;
    }

    /** Parents before children: without relations JPA does not order them. */
    void persist(EntityManager entities, List<StoredObject> documents) {
        newDeks.forEach(entities::persist);
        entities.flush();
        newPatients.forEach(mrn -> entities.persist(patient(mrn)));
        entities.flush();
        newCases.forEach(source -> entities.persist(clinicalCase(source)));
        entities.flush();
        for (int i = 0; i < documents.size(); i++) {
            entities.persist(newReports.get(i).row(documents.get(i)));
        }
    }

    private Patient patient(String mrn) {
        var entry = Objects.requireNonNull(patients.get(mrn));
        var key = Objects.requireNonNull(keys.get(mrn));
        var row = new Patient(id(patientIds, mrn), key.id());
        row.fill(
                request(entry), new RowCipher(key, tenant.id(), Patient.TABLE, row.id()), indexKey);
        return row;
    }

    private static PatientRequest request(PatientEntry entry) {
        return new PatientRequest(
                entry.mrn(),
                Objects.requireNonNullElse(entry.familyName(), ""),
                entry.givenName(),
                entry.birthDate(),
                entry.sex(),
                entry.addressLine(),
                entry.city(),
                entry.postalCode(),
                entry.phone());
    }

    private ClinicalCase clinicalCase(String source) {
        var wanted = Objects.requireNonNull(cases.get(source));
        var key = Objects.requireNonNull(keys.get(wanted.patient()));
        var row =
                new ClinicalCase(
                        id(caseIds, source), id(patientIds, wanted.patient()), wanted.source());
        var cipher = new RowCipher(key, tenant.id(), ClinicalCase.TABLE, row.id());
        row.fill(wanted.title(), wanted.openedOn(), wanted.notes(), cipher);
        return row;
    }

    ImportResult result() {
        var created = new TreeMap<String, Integer>();
        count(created, Patient.TABLE, newPatients.size());
        count(created, ClinicalCase.TABLE, newCases.size());
        count(created, "histology_report", newReports.size());
        return new ImportResult(created, unchanged, ignored);
    }

    private static void count(SortedMap<String, Integer> counts, String table, int number) {
        if (number > 0) {
            counts.put(table, number);
        }
    }

    private static UUID id(Map<String, UUID> ids, String index) {
        return Objects.requireNonNull(ids.get(index));
    }

    private byte[] mrnIndex(PatientEntry patient) {
        return Patient.mrnIndex(indexKey, patient.mrn());
    }

    private String index(PatientEntry patient) {
        return Source.hex(mrnIndex(patient));
    }
}
