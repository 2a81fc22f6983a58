package health.cordon.tenancy.verification;

import health.cordon.tenancy.storage.ObjectPlace;
import java.sql.SQLException;
import java.util.Optional;

/** Whether nothing of a removed canary is left. */
record Gone(
        Expected expected,
        Optional<CanaryRows> rows,
        ObjectChecks objects,
        Optional<ObjectPlace> place) {
    Seen look() throws SQLException {
        if (rows.isPresent() && expected.database().isPresent()) {
            var left = rows.get().in(expected.database().get());
            if (!left.isEmpty()) {
                return Seen.failed("still there: " + String.join(", ", left), Report.SEE_LOG);
            }
        }
        return place.map(objects::gone).orElseGet(() -> Seen.passed("no row of a canary is left"));
    }
}
