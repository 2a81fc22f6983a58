package health.cordon.admin.verification;

import health.cordon.tenancy.preflight.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One check of a verification.
 *
 * @param passed false only for the outcome {@code failed}
 * @param outcome {@code passed}, {@code warning}, {@code not-answered} or {@code failed}
 */
public record CheckView(
        String name, boolean passed, String outcome, String evidence, @Nullable String remedy) {
    static CheckView of(Finding finding) {
        return new CheckView(
                finding.name(),
                finding.passed(),
                finding.outcome().text(),
                finding.evidence(),
                finding.remedy());
    }
}
