package health.cordon.clinical.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import health.cordon.clinical.fhir.ResolvedBundle.ResolvedReport;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    @Test
    void followsReferencesToEntriesThatComeLater() throws Exception {
        ResolvedBundle bundle = Bundles.file("odd-order.json").resolve();
        assertThat(bundle.encounters()).extracting("patient.mrn").containsExactly("M-1");
        assertThat(bundle.reports())
                .extracting("patient.mrn", "encounter.title")
                .containsExactly(tuple("M-1", "Check-up"));
        assertThat(bundle.ignored()).containsExactly(Map.entry("Claim", 1));
    }

    @Test
    void followsFullRelativeAndVersionedUrls() throws Exception {
        ResolvedBundle bundle = Bundles.file("reports.json").resolve();
        assertThat(bundle.encounters()).extracting("patient.mrn").containsExactly("p-1");
        assertThat(bundle.reports()).hasSize(5).extracting("patient.mrn").containsOnly("p-1");
    }

    @Test
    void findsThePatientOfAReportThroughItsEncounter() throws Exception {
        ResolvedReport laboratory = Bundles.file("reports.json").resolve().reports().get(4);
        assertThat(laboratory.report().patientReference()).isNull();
        assertThat(laboratory.patient().mrn()).isEqualTo("p-1");
        assertThat(laboratory.encounter()).isNotNull();
    }

    @Test
    void countsWhatBelongsToNobodyHereOrToMoreThanOne() throws Exception {
        ResolvedBundle bundle = Bundles.file("unrelated.json").resolve();
        assertThat(bundle.encounters())
                .extracting("encounter.sourceId", "patient.mrn")
                .containsExactly(tuple("Encounter/of-p-1", "FAMILY"));
        assertThat(bundle.ignored())
                .containsOnly(Map.entry("Encounter", 3), Map.entry("DiagnosticReport", 2));
    }

    @Test
    void keepsAReportWithItsPatientWhereTheEncounterIsElsewhere() throws Exception {
        assertThat(Bundles.file("unrelated.json").resolve().reports())
                .extracting("report.sourceId", "patient.mrn", "encounter")
                .containsExactly(tuple("DiagnosticReport/encounter-elsewhere", "M-2", null));
    }
}
