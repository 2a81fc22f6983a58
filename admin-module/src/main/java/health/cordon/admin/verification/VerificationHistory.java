package health.cordon.admin.verification;

import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationStore;
import health.cordon.tenancy.platform.PlatformDatabase;
import health.cordon.tenancy.verification.VerificationRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What earlier verifications saw. */
@ApplicationScoped
public class VerificationHistory {
    @Inject PlatformDatabase database;
    @Inject OrganisationStore organisations;
    @Inject Cursors cursors;

    /** The newest first. */
    Page<VerificationView> list(String idOrSlug, int limit, @Nullable String cursor) {
        var organisation = organisation(idOrSlug);
        var list = "platform/verification/" + organisation;
        var before = cursors.open(list, cursor);
        var rows =
                database.read(
                        handle -> VerificationRows.page(handle, organisation, before, limit + 1));
        return Page.of(
                rows, limit, VerificationView::of, row -> cursors.sign(list, row.id().toString()));
    }

    VerificationView get(String idOrSlug, UUID id) {
        var organisation = organisation(idOrSlug);
        return database.read(handle -> VerificationRows.find(handle, organisation, id))
                .map(VerificationView::of)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }

    private UUID organisation(String idOrSlug) {
        return database.read(handle -> organisations.find(handle, idOrSlug))
                .map(found -> found.id().value())
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
    }
}
