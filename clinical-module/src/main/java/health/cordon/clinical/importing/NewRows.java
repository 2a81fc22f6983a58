package health.cordon.clinical.importing;

import health.cordon.clinical.cases.ClinicalCase;
import health.cordon.clinical.fhir.PatientEntry;
import health.cordon.clinical.field.RowCipher;
import health.cordon.clinical.patient.Patient;
import health.cordon.clinical.patient.PatientRequest;
import health.cordon.tenancy.keys.DataKey;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.Rows;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns what a bundle adds into sealed rows. */
record NewRows(
        Tenant tenant, DataKey indexKey, Wanted wanted, Additions additions, PatientKeyring keys) {

    /** Parents before children: without relations JPA does not order them. */
    void persist(EntityManager entities, List<StoredObject> documents) {
        lockParents(entities);
        keys.made().forEach(entities::persist);
        entities.flush();
        additions.patients().forEach(mrn -> entities.persist(patient(mrn)));
        entities.flush();
        additions.cases().forEach(source -> entities.persist(clinicalCase(source)));
        entities.flush();
        for (int i = 0; i < documents.size(); i++) {
            entities.persist(additions.reports().get(i).row(documents.get(i)));
        }
    }

    /** Those that are there already; {@code CaseLookup} says why. */
    private void lockParents(EntityManager entities) {
        var made = Set.copyOf(additions.patients());
        var owners =
                additions.cases().stream()
                        .map(source -> Objects.requireNonNull(wanted.cases().get(source)).patient())
                        .filter(mrn -> !made.contains(mrn))
                        .map(additions::patientId);
        Rows.lockAll(entities, Patient.class, owners);
        var added = additions.cases().stream().map(additions::caseId).collect(Collectors.toSet());
        var parents =
                additions.reports().stream()
                        .map(NewReport::caseId)
                        .filter(id -> !added.contains(id));
        Rows.lockAll(entities, ClinicalCase.class, parents);
    }

    private Patient patient(String mrn) {
        var entry = Objects.requireNonNull(wanted.patients().get(mrn));
        var key = keys.of(mrn);
        var row = new Patient(additions.patientId(mrn), key.id());
        row.fill(
                request(entry),
                new RowCipher(key, tenant.id(), Patient.TABLE, row.id()),
                indexKey,
                tenant.organisation().prefixSearch());
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
        var entry = Objects.requireNonNull(wanted.cases().get(source));
        var patient = additions.patientId(entry.patient());
        var row = new ClinicalCase(additions.caseId(source), patient, entry.source());
        var cipher =
                new RowCipher(keys.of(entry.patient()), tenant.id(), ClinicalCase.TABLE, row.id());
        row.fill(entry.title(), entry.openedOn(), entry.notes(), cipher);
        return row;
    }
}
