package health.cordon.tenancy.verification;

import health.cordon.tenancy.context.StaffBinding;
import health.cordon.tenancy.preflight.Preflight;
import health.cordon.tenancy.preflight.Wanted;
import health.cordon.tenancy.storage.ObjectEvidence;
import health.cordon.tenancy.storage.ObjectPlace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The checks of one verification, in their order. */
@ApplicationScoped
public class Verifier {
    static final String NO_CANARY = "not checked: there is no canary";

    @Inject Preflight preflight;
    @Inject Expectations expectations;
    @Inject Canary canary;
    @Inject ObjectEvidence evidence;
    @Inject LogRecorder log;

    void run(StaffBinding staff, Report report) {
        var tenant = staff.tenant();
        preflight(staff, report);
        Expected expected;
        try {
            expected = expectations.of(tenant);
        } catch (RuntimeException e) {
            report.check("expectations", () -> Seen.failed(Report.cause(e), Report.SEE_LOG));
            return;
        }
        var written = new Written(staff, canary, report);
        var rows = written.write();
        var place = look(expected, rows, report);
        report.check(
                "admin-reads",
                () ->
                        rows.isEmpty()
                                ? Seen.failed(NO_CANARY, Report.SEE_LOG)
                                : written.listed(rows.get()));
        report.check("database-strays", new StrayRows(expected)::look);
        written.remove(
                new Gone(
                        expected,
                        rows.map(made -> new CanaryRows(expected.tenant().id(), made)),
                        new ObjectChecks(expected, evidence),
                        place));
        report.check("log", () -> new LogCheck(log).look(tenant.organisation(), Instant.now()));
    }

    private void preflight(StaffBinding staff, Report report) {
        try {
            var wanted = Wanted.of(staff.tenant().organisation());
            report.add(preflight.check(staff.tenant(), wanted));
        } catch (RuntimeException e) {
            report.check("preflight", () -> Seen.failed(Report.cause(e), Report.SEE_LOG));
        }
    }

    /** Looks for the canary past the product; gives the place of its object. */
    private Optional<ObjectPlace> look(
            Expected expected, Optional<Canary.Rows> canaryRows, Report report) {
        var database = new DatabaseChecks(expected);
        var objects = new ObjectChecks(expected, evidence);
        report.check("database-distinct", database::identity);
        if (canaryRows.isEmpty()) {
            for (var check : Names.OF_CANARY) {
                report.check(check, () -> Seen.failed(NO_CANARY, Report.SEE_LOG));
            }
            return Optional.empty();
        }
        var rows = new CanaryRows(expected.tenant().id(), canaryRows.get());
        var place = place(expected, rows);
        report.check(Names.ROWS, () -> database.rows(rows));
        report.check(Names.ELSEWHERE, () -> database.elsewhere(rows));
        report.check(Names.BUCKET, () -> objects.bucket(place));
        report.check(Names.OBJECT_KEY, () -> objects.key(place));
        report.check(Names.DEK, () -> dek(expected, rows));
        return place;
    }

    private static Optional<ObjectPlace> place(Expected expected, CanaryRows rows) {
        try {
            return expected.database().isEmpty()
                    ? Optional.empty()
                    : rows.place(expected.database().get());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static Seen dek(Expected expected, CanaryRows rows) throws SQLException {
        if (expected.database().isEmpty()) {
            return Seen.failed("not checked: the wanted database has no URL", Report.SEE_LOG);
        }
        var scheme = rows.scheme(expected.database().get()).orElse("none");
        return scheme.equals(expected.wrapping())
                ? Seen.passed("the canary's data key is wrapped as " + scheme)
                : Seen.failed(
                        "the canary's data key is wrapped as %s, not %s"
                                .formatted(scheme, expected.wrapping()),
                        "Compare clinical_kms_key_arn (runbook, step 3).");
    }
}
