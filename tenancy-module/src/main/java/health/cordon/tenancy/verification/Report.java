package health.cordon.tenancy.verification;

import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.preflight.Finding;
import health.cordon.tenancy.storage.ObjectEvidence.RightMissing;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Collects findings until the time is over; read by the request while the checks go on. */
final class Report {
    static final String SEE_LOG = "See the log of this node, then verify again.";
    private final List<Finding> findings = new CopyOnWriteArrayList<>();
    private final Instant deadline;

    Report(Instant deadline) {
        this.deadline = deadline;
    }

    void add(List<Finding> more) {
        findings.addAll(more);
    }

    /** Asks one question, unless the time is over. */
    void check(String name, Check check) {
        findings.add(isOver() ? timeIsOver().as(name) : seen(check).as(name));
    }

    boolean isOver() {
        return Thread.currentThread().isInterrupted() || Instant.now().isAfter(deadline);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    static Seen timeIsOver() {
        return Seen.failed(
                "not checked: the time that a verification has was over",
                "Find out what is slow, then verify again.");
    }

    private static Seen seen(Check check) {
        try {
            return check.look();
        } catch (Exception e) {
            return Seen.failed(cause(e), SEE_LOG);
        }
    }

    /** Types and codes only: messages of a driver may quote values. */
    static String cause(Exception e) {
        if (e instanceof ProblemException problem) {
            return "refused: " + problem.problem().title();
        }
        if (e instanceof SQLException sql) {
            return "a database does not answer or is not migrated (error "
                    + sql.getErrorCode()
                    + ")";
        }
        return e instanceof RightMissing missing
                ? "the right " + missing.right() + " is missing"
                : "it did not work (" + e.getClass().getSimpleName() + ")";
    }
}
