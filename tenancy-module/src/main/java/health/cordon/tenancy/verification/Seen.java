package health.cordon.tenancy.verification;

import health.cordon.tenancy.preflight.Finding;
import health.cordon.tenancy.preflight.Outcome;
import org.jspecify.annotations.Nullable;

/** What a check saw, before it has its name. */
record Seen(Outcome outcome, String evidence, @Nullable String remedy) {
    private static final int MAX_EVIDENCE = 2_000;

    static Seen passed(String evidence) {
        return new Seen(Outcome.PASSED, evidence, null);
    }

    static Seen failed(String evidence, String remedy) {
        return new Seen(Outcome.FAILED, evidence, remedy);
    }

    static Seen warning(String evidence, String remedy) {
        return new Seen(Outcome.WARNING, evidence, remedy);
    }

    Finding as(String check) {
        var text =
                evidence.length() > MAX_EVIDENCE
                        ? evidence.substring(0, MAX_EVIDENCE) + "…"
                        : evidence;
        return new Finding(check, outcome, text, remedy);
    }
}
