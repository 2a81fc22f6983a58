package health.cordon.tenancy.verification;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.preflight.Finding;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void whatACheckThrowsIsItsAnswerWithoutTheMessage() {
        var report = new Report(Instant.now().plusSeconds(60));

        report.check(
                "one",
                () -> {
                    throw new SQLException("Duplicate entry 'Lovelace'", "23000", 1062);
                });
        report.check(
                "two",
                () -> {
                    throw new IllegalStateException("mysql://user:secret@host");
                });
        report.check("three", () -> Seen.passed("fine"));

        assertThat(report.findings()).hasSize(3);
        assertThat(report.findings()).filteredOn(Finding::passed).hasSize(1);
        assertThat(report.findings().toString())
                .contains("error 1062", "IllegalStateException")
                .doesNotContain("Lovelace", "secret");
    }

    @Test
    void asksNothingWhenTheTimeIsOver() {
        var report = new Report(Instant.now().minusSeconds(1));

        report.check(
                "one",
                () -> {
                    throw new AssertionError("was asked");
                });

        assertThat(report.findings()).singleElement().matches(finding -> !finding.passed());
    }
}
