package health.cordon.provisioning.fleet;

import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Gives organisations places on servers; with a database that is ready, where there is one. */
@ApplicationScoped
public class Places {
    @Inject PlatformDatabase platform;
    @Inject PlaceRows rows;
    @Inject Servers servers;

    /**
     * The organisation's place, which it gets now unless it has one.
     *
     * @throws ProblemException no server, with how many are full and draining, where none has a
     *     place
     */
    public Place of(OrganisationId organisation, Region region) {
        return find(organisation)
                .orElseGet(() -> platform.write(handle -> taken(handle, organisation, region)));
    }

    /** The place that it has. */
    public Optional<Place> find(OrganisationId organisation) {
        return platform.read(handle -> rows.ofOrganisation(handle, organisation));
    }

    /**
     * The server that would be taken now.
     *
     * @throws ProblemException as if it were asked for
     */
    public String candidate(Region region) {
        return platform.read(handle -> leastLoaded(handle, region));
    }

    /** The same in a transaction of the caller's. */
    public void free(Handle transaction, OrganisationId organisation) {
        rows.ofOrganisation(transaction, organisation)
                .ifPresent(place -> rows.delete(transaction, place.ref()));
    }

    /** Frees the place of an organisation whose database is gone. */
    public void release(Place place) {
        platform.write(
                handle -> {
                    rows.delete(handle, place.ref());
                    return place;
                });
    }

    private Place taken(Handle handle, OrganisationId organisation, Region region) {
        var known = rows.ofOrganisation(handle, organisation);
        if (known.isPresent()) {
            return known.get();
        }
        ServerRows.lockAll(handle, region);
        var server = leastLoaded(handle, region);
        return ServerRows.inStock(handle, server)
                .map(ref -> rows.give(handle, ref, organisation))
                .orElseGet(() -> made(handle, server, organisation));
    }

    private Place made(Handle handle, String server, OrganisationId organisation) {
        return rows.insert(handle, server, PlaceUrls.on(servers.url(handle, server)), organisation);
    }

    private static String leastLoaded(Handle handle, Region region) {
        return ServerRows.leastLoaded(handle, region)
                .orElseThrow(
                        () ->
                                ProblemException.with(
                                        Problem.NO_SERVER,
                                        "servers",
                                        ServerRows.counts(handle, region)));
    }
}
