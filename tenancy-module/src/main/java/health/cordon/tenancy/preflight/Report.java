package health.cordon.tenancy.preflight;

import java.util.ArrayList;
import java.util.List;

/** Collects what a look found so far; what comes after it was closed is too late. */
final class Report {
    private final List<Finding> findings = new ArrayList<>();
    private boolean closed;

    void passed(String name, String evidence) {
        add(new Finding(name, Outcome.PASSED, evidence, null));
    }

    void warning(String name, String evidence, String remedy) {
        add(new Finding(name, Outcome.WARNING, evidence, remedy));
    }

    void notAnswered(String name, String evidence, String remedy) {
        add(new Finding(name, Outcome.NOT_ANSWERED, evidence, remedy));
    }

    void failed(String name, String evidence, String remedy) {
        add(new Finding(name, Outcome.FAILED, evidence, remedy));
    }

    synchronized boolean isEmpty() {
        return findings.isEmpty();
    }

    synchronized boolean allPassed() {
        return findings.stream().allMatch(Finding::passed);
    }

    synchronized List<Finding> close() {
        closed = true;
        return List.copyOf(findings);
    }

    private synchronized void add(Finding finding) {
        if (!closed) {
            findings.add(finding);
        }
    }
}
