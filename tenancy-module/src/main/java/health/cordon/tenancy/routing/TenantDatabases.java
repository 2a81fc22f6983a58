package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;

/** The databases of an organisation as its columns have them, whatever serves it just now. */
@ApplicationScoped
public class TenantDatabases {
    /** The name of the one that organisations share. */
    public static final String SHARED = "the shared database";

    private static final int MOST_FORMER = 5;
    private static final int MOST_EVER = 200;

    @Inject RoutingConfig routingConfig;
    @Inject UrlSource source;
    @Inject PlatformDatabase platform;

    /** The database that should serve; nothing when its ref has no URL that can be used. */
    public Optional<TenantDatabase> wanted(Organisation organisation) {
        return ref(organisation).map(this::named).orElseGet(() -> Optional.of(shared()));
    }

    /** Whether the organisation should have a database of its own. */
    public boolean isDedicated(Organisation organisation) {
        return ref(organisation).isPresent();
    }

    /**
     * The databases that should not serve it but could hold rows: shared, and former ones.
     *
     * @throws ProblemException unavailable, when the platform database does not answer
     */
    public List<TenantDatabase> others(Organisation organisation) {
        var others = new ArrayList<TenantDatabase>();
        if (isDedicated(organisation)) {
            others.add(shared());
        }
        former(organisation).stream()
                .map(this::named)
                .flatMap(Optional::stream)
                .forEach(others::add);
        return others;
    }

    /**
     * Each database in which rows of the organisation lie or may lie: the one that should serve
     * first, then the shared one and all former ones, also those whose ref has no URL that can be
     * used any more.
     *
     * @throws ProblemException unavailable, when the platform database does not answer
     */
    public List<TenantPlace> everywhere(Organisation organisation) {
        var places = new ArrayList<TenantPlace>();
        ref(organisation).ifPresent(ref -> places.add(place(ref)));
        places.add(new TenantPlace(shared().name(), Optional.of(shared())));
        var ever = newest(organisation.id(), MOST_EVER + 1);
        ever.stream()
                .limit(MOST_EVER)
                .map(ConnectionRef::new)
                .filter(ref -> !ref(organisation).equals(Optional.of(ref)))
                .forEach(ref -> places.add(place(ref)));
        if (ever.size() > MOST_EVER) {
            places.add(new TenantPlace("databases that it had before those", Optional.empty()));
        }
        return places;
    }

    private TenantPlace place(ConnectionRef ref) {
        return new TenantPlace("the database of ref " + ref, named(ref));
    }

    private List<ConnectionRef> former(Organisation organisation) {
        var now = ref(organisation);
        return newest(organisation.id(), MOST_FORMER + 1).stream()
                .map(ConnectionRef::new)
                .filter(ref -> !now.equals(Optional.of(ref)))
                .limit(MOST_FORMER)
                .toList();
    }

    private List<String> newest(OrganisationId organisation, int limit) {
        try {
            return platform.read(
                    handle ->
                            handle.createQuery(
                                            "SELECT value FROM organisation_resource"
                                                    + " WHERE organisation_id = :id"
                                                    + " AND kind = 'database'"
                                                    + " ORDER BY since DESC LIMIT :most")
                                    .bind("id", organisation.toString())
                                    .bind("most", limit)
                                    .mapTo(String.class)
                                    .list());
        } catch (JdbiException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private Optional<ConnectionRef> ref(Organisation organisation) {
        return routingConfig.perOrganisation() ? organisation.database() : Optional.empty();
    }

    private TenantDatabase shared() {
        return new TenantDatabase(SHARED, routingConfig.shared());
    }

    private Optional<TenantDatabase> named(ConnectionRef ref) {
        try {
            return source.read(ref)
                    .map(DatabaseUrl::parse)
                    .map(url -> new TenantDatabase("the database of ref " + ref, url));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
