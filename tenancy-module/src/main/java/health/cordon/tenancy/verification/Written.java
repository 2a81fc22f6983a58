package health.cordon.tenancy.verification;

import health.cordon.tenancy.context.StaffBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A canary's life: written, listed, removed. */
record Written(StaffBinding staff, Canary canary, Report report) {

    /** Removes what a verification before this one left, then writes. */
    Optional<Canary.Rows> write() {
        var made = new ArrayList<Canary.Rows>();
        report.check("canary-written", () -> written(made));
        return made.stream().findFirst();
    }

    private Seen written(List<Canary.Rows> made) throws Exception {
        int left = staff.callForCanaries(canary::removeAll);
        var rows = staff.callForCanaries(canary::write);
        made.add(rows);
        return Seen.passed(
                "patient, case %s and image written through the API's own path%s"
                        .formatted(rows.caseId(), left == 0 ? "" : "; " + left + " older removed"));
    }

    Seen listed(Canary.Rows rows) throws Exception {
        return staff.callForCanaries(() -> canary.isListed(rows))
                ? Seen.passed("the lists of /admin/patients and /admin/cases reach the canary")
                : Seen.failed(
                        "the lists of /admin/patients and /admin/cases do not reach the canary",
                        Report.SEE_LOG);
    }

    /** Also when the time is over and when nothing was found: something may have been written. */
    void remove(Gone gone) {
        report.add(List.of(removed(gone).as("canary-removed")));
    }

    private Seen removed(Gone gone) {
        try {
            staff.callForCanaries(canary::removeAll);
            return gone.look();
        } catch (Exception e) {
            return Seen.failed(
                    Report.cause(e) + "; the next verification removes what is left",
                    Report.SEE_LOG);
        }
    }
}
