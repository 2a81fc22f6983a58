package health.cordon.tenancy.routing;

import health.cordon.tenancy.organisation.OrganisationId;
import java.util.function.Function;

/** How work for a tenant comes to a database, and away from it. */
interface Entrance {
    /** Where the tenant lives, as this node believes. */
    Home of(OrganisationId organisation);

    /**
     * Does work in an organisation's home.
     *
     * @param first where to begin
     */
    <T> T inHome(OrganisationId organisation, Home first, Function<Home, T> attempt);

    /** Enters the unit of a home; the caller must leave it. */
    PersistenceUnit enter(Home home);

    /** Ends what {@link #enter} began. */
    void leave(PersistenceUnit unit);
}
