package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationId;

/** Where a tenant's clinical rows are served from: the decision, before anything is opened. */
sealed interface Route {
    /** The database that all organisations without one of their own share. */
    record Shared() implements Route {}

    /** A database of the tenant's own. */
    record Dedicated(OrganisationId organisation, ConnectionRef ref, DatabaseUrl url)
            implements Route {
        /** Tells one opening of a unit from another; says nothing about the URL. */
        String key() {
            return organisation + "/" + ref + "/" + url.fingerprint();
        }
    }

    /** Serving it from anywhere would split its records. */
    record Refused() implements Route {}
}
