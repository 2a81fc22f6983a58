package health.cordon.clinical.importing;

import static health.cordon.clinical.importing.Samples.caseSource;
import static health.cordon.clinical.importing.Samples.encounter;
import static health.cordon.clinical.importing.Samples.mrn;
import static health.cordon.clinical.importing.Samples.patient;
import static health.cordon.clinical.importing.Samples.report;
import static health.cordon.clinical.importing.Samples.reportSource;
import static health.cordon.clinical.importing.Samples.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WantedTest {
    @Test
    void takesEachRecordOnce() {
        var ada = patient("M-1");
        var wanted =
                wanted(
                        List.of(ada, patient("M-1"), patient("M-2")),
                        List.of(encounter("e1", ada), encounter("e1", ada)),
                        List.of(report("r1", ada, "e1"), report("r1", ada, "e1")));
        assertThat(wanted.patients()).containsOnlyKeys(mrn("M-1"), mrn("M-2"));
        assertThat(wanted.cases()).containsOnlyKeys(caseSource("e1"));
        assertThat(wanted.reports()).containsOnlyKeys(reportSource("r1"));
    }

    @Test
    void putsReportsUnderTheCaseOfTheirEncounter() {
        var ada = patient("M-1");
        var wanted =
                wanted(
                        List.of(ada),
                        List.of(encounter("e1", ada)),
                        List.of(report("r1", ada, "e1")));
        assertThat(wanted.reports().values())
                .extracting(Wanted.WantedReport::caseSource)
                .containsExactly(caseSource("e1"));
        assertThat(wanted.cases().values())
                .extracting(Wanted.WantedCase::title, Wanted.WantedCase::patient)
                .containsExactly(tuple("Check-up", mrn("M-1")));
    }

    @Test
    void opensACaseForAReportWithoutEncounter() {
        var ada = patient("M-1");
        var wanted = wanted(List.of(ada), List.of(), List.of(report("r1", ada, null)));
        assertThat(wanted.cases()).containsOnlyKeys(caseSource("report:r1"));
        assertThat(wanted.cases().values())
                .extracting(Wanted.WantedCase::title)
                .containsExactly("Report r1");
    }

    @Test
    void ignoresContentThatIsNoReport() {
        var ada = patient("M-1");
        var html = report("r1", ada, null, "<!DOCTYPE html><html></html>");
        var wanted = wanted(List.of(ada), List.of(), List.of(html));
        assertThat(wanted.reports()).isEmpty();
        assertThat(wanted.cases()).isEmpty();
        assertThat(wanted.ignored()).isEqualTo(Map.of("Claim", 2, "DiagnosticReport", 1));
    }
}
