package health.cordon.tenancy.preflight;

import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import java.util.Optional;

/** The resources to look at; a dimension that is empty is left alone. */
public record Wanted(
        Optional<ConnectionRef> database, Optional<String> bucket, Optional<String> key) {
    /** All that the organisation has of its own today. */
    public static Wanted of(Organisation organisation) {
        return new Wanted(organisation.database(), organisation.bucket(), organisation.key());
    }

    /** Whether there is nothing to look at. */
    public boolean isEmpty() {
        return database().isEmpty() && bucket().isEmpty() && key().isEmpty();
    }
}
