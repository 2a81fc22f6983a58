package health.cordon.clinical.importing;

import static health.cordon.clinical.importing.Samples.caseSource;
import static health.cordon.clinical.importing.Samples.encounter;
import static health.cordon.clinical.importing.Samples.mrn;
import static health.cordon.clinical.importing.Samples.patient;
import static health.cordon.clinical.importing.Samples.report;
import static health.cordon.clinical.importing.Samples.reportSource;
import static health.cordon.clinical.importing.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.clinical.cases.ClinicalCase;
import health.cordon.clinical.importing.Known.KnownPatient;
import health.cordon.clinical.patient.Patient;
import health.cordon.clinical.report.HistologyReport;
import health.cordon.tenancy.audit.Change;
import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.FakeDeks;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Slug;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.storage.ObjectPlace;
import health.cordon.tenancy.storage.StoredObject;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AdditionsTest {
    private static final Known NOTHING = new Known(Map.of(), Map.of(), Set.of());
    private static final UUID PATIENT_ID = new UUID(1, 1);
    private static final UUID CASE_ID = new UUID(1, 2);
    private static final UUID DEK_ID = new UUID(1, 3);

    private final Wanted wanted =
            wanted(
                    List.of(patient("M-1")),
                    List.of(encounter("e1", patient("M-1"))),
                    List.of(report("r1", patient("M-1"), "e1")));
    private final Known all =
            new Known(
                    Map.of(mrn("M-1"), new KnownPatient(PATIENT_ID, FakeDeks.row(DEK_ID))),
                    Map.of(caseSource("e1"), CASE_ID),
                    Set.of(reportSource("r1")));

    @Nested
    class OfANewBundle {
        private final Additions additions = new Additions(wanted, NOTHING);

        @Test
        void areAllOfIt() {
            assertThat(additions.result())
                    .isEqualTo(
                            new ImportResult(
                                    new java.util.TreeMap<>(
                                            Map.of(
                                                    "patient", 1,
                                                    "clinical_case", 1,
                                                    "histology_report", 1)),
                                    new java.util.TreeMap<>(),
                                    new java.util.TreeMap<>(Map.of("Claim", 2))));
        }

        @Test
        void belongTogether() {
            var caseId = additions.caseId(caseSource("e1"));
            assertThat(additions.reports())
                    .singleElement()
                    .satisfies(report -> assertThat(report.caseId()).isEqualTo(caseId));
        }

        @Test
        void areChangesByIdAlone() {
            assertThat(additions.changes())
                    .containsExactly(
                            Change.of("patient.import", additions.patientId(mrn("M-1"))),
                            Change.of("case.import", additions.caseId(caseSource("e1"))),
                            Change.of("histology-report.import", additions.reports().get(0).id()));
        }
    }

    @Nested
    class OfAKnownBundle {
        @Test
        void areNothing() {
            var additions = new Additions(wanted, all);
            assertThat(additions.changes()).isEmpty();
            assertThat(additions.result().created()).isEmpty();
            assertThat(additions.result().unchanged())
                    .isEqualTo(Map.of("patient", 1, "clinical_case", 1, "histology_report", 1));
        }

        @Test
        void needNoKey() {
            var deks = new FakeDeks();
            var keys = keyring(deks, all);
            assertThat(keys.made()).isEmpty();
            assertThat(deks.opened()).isEmpty();
        }
    }

    @Nested
    class OfAPartlyKnownBundle {
        private final Known patientOnly = new Known(all.patients(), Map.of(), Set.of());

        @Test
        void goToWhatIsThere() {
            var additions = new Additions(wanted, patientOnly);
            assertThat(additions.patients()).isEmpty();
            assertThat(additions.patientId(mrn("M-1"))).isEqualTo(PATIENT_ID);
            assertThat(additions.cases()).containsExactly(caseSource("e1"));
        }

        @Test
        void areSealedWithTheKeyThatIsThere() {
            var deks = new FakeDeks();
            var keys = keyring(deks, patientOnly);
            assertThat(keys.made()).isEmpty();
            assertThat(deks.opened()).containsExactly(DEK_ID);
            assertThat(keys.of(mrn("M-1")).id()).isEqualTo(DEK_ID);
        }

        @Test
        void putANewReportUnderAKnownCase() {
            var additions = new Additions(wanted, new Known(all.patients(), all.cases(), Set.of()));
            assertThat(additions.reports())
                    .singleElement()
                    .satisfies(report -> assertThat(report.caseId()).isEqualTo(CASE_ID));
        }
    }

    @Test
    void arePersistedParentsFirst() {
        var additions = new Additions(wanted, NOTHING);
        var tenant = tenant();
        var keys = keyring(new FakeDeks(), NOTHING);
        var steps = new ArrayList<Object>();
        new NewRows(tenant, Samples.INDEX_KEY, wanted, additions, keys)
                .persist(
                        recording(steps),
                        List.of(
                                new StoredObject(
                                        new ObjectPlace("b", "k"), "00", 1, "text/plain")));
        assertThat(steps)
                .containsExactly(
                        Dek.class,
                        "flush",
                        Patient.class,
                        "flush",
                        ClinicalCase.class,
                        "flush",
                        HistologyReport.class);
    }

    private PatientKeyring keyring(FakeDeks deks, Known known) {
        return new PatientKeyring(tenant(), deks, wanted, known, new Additions(wanted, known));
    }

    private static Tenant tenant() {
        var organisation =
                new Organisation(
                        new OrganisationId(new UUID(5, 5)),
                        new Slug("north"),
                        "North",
                        "sandbox-1",
                        "acute",
                        "standard",
                        List.of(),
                        "active",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        true,
                        null,
                        1,
                        Instant.EPOCH,
                        Instant.EPOCH);
        return new Tenant(organisation, Set.of(), Set.of(), false);
    }

    /** Notes what is persisted, by type, and when it is flushed. */
    private static EntityManager recording(List<Object> steps) {
        return (EntityManager)
                Proxy.newProxyInstance(
                        AdditionsTest.class.getClassLoader(),
                        new Class<?>[] {EntityManager.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "persist" -> {
                                        steps.add(arguments[0].getClass());
                                        yield null;
                                    }
                                    case "flush" -> {
                                        steps.add("flush");
                                        yield null;
                                    }
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
