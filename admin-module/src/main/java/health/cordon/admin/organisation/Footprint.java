package health.cordon.admin.organisation;

import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.routing.RowCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells how many rows stay in a database that an organisation stops using. */
@ApplicationScoped
public class Footprint {
    @Inject RowCounts counts;

    /** Rows per table, or {@code null} when the database stays the same. */
    @Nullable Map<String, Long> leftBehind(Organisation before, Organisation after) {
        return before.database().equals(after.database()) ? null : counts.of(before).orElse(null);
    }
}
