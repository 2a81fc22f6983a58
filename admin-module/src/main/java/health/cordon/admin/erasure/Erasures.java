package health.cordon.admin.erasure;

import health.cordon.tenancy.erasure.ErasureList;
import health.cordon.tenancy.http.Cursors;
import health.cordon.tenancy.http.Page;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationStore;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** The erasures of an organisation. */
@ApplicationScoped
public class Erasures {
    @Inject PlatformDatabase database;
    @Inject OrganisationStore organisations;
    @Inject ErasureList erasures;
    @Inject Cursors cursors;

    /** The newest first. */
    Page<ErasureView> list(String idOrSlug, int limit, @Nullable String cursor) {
        var organisation =
                database.read(handle -> organisations.find(handle, idOrSlug))
                        .map(Organisation::id)
                        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND));
        var list = "platform/erasures/" + organisation;
        var before = cursors.open(list, cursor);
        return Page.of(
                erasures.newest(organisation, before, limit + 1),
                limit,
                ErasureView::of,
                erasure -> cursors.sign(list, erasure.id().toString()));
    }
}
