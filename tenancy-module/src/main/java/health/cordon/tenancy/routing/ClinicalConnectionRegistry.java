package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Organisations;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.settings.EndpointPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The database URLs of the refs that organisations name, read again at each refresh.
 *
 * <p>A missing or unusable URL is one warning per refresh, not one per request.
 */
@ApplicationScoped
public class ClinicalConnectionRegistry {
    private static final Logger LOG = Logger.getLogger(ClinicalConnectionRegistry.class.getName());

    @Inject RoutingConfig routingConfig;
    @Inject UrlSource source;

    private final AtomicReference<Known> known =
            new AtomicReference<>(new Known(Organisations.NONE, Map.of()));

    /** Of one moment: a ref that is newer than the URLs would look like one without a URL. */
    private record Known(Organisations organisations, Map<ConnectionRef, DatabaseUrl> urls) {
        Known newer(Known read) {
            return read.organisations.version() >= organisations.version() ? read : this;
        }
    }

    /**
     * The database that a tenant names.
     *
     * @param ref what it names, or nothing while the switch is off
     * @param url where that is, or nothing when there is no URL that can be used
     */
    record Connection(Tenant tenant, Optional<ConnectionRef> ref, Optional<DatabaseUrl> url) {}

    /** Early among the observers: others ask this room where a database is. */
    void refresh(@Observes @Priority(1_000) OrganisationsRefreshed event) {
        var next = new HashMap<ConnectionRef, DatabaseUrl>();
        for (var tenant : event.organisations().all()) {
            tenant.organisation().database().ifPresent(ref -> add(next, ref));
        }
        var read = new Known(event.organisations(), Map.copyOf(next));
        // A slower refresh must not put an older moment over a newer one.
        known.accumulateAndGet(read, Known::newer);
    }

    /** What an organisation names and what that leads to; nothing when it is not known here. */
    Optional<Connection> of(OrganisationId organisation) {
        var now = Objects.requireNonNull(known.get());
        return now.organisations().find(organisation).map(tenant -> connection(now, tenant));
    }

    private Connection connection(Known now, Tenant tenant) {
        var ref =
                routingConfig.perOrganisation()
                        ? tenant.organisation().database()
                        : Optional.<ConnectionRef>empty();
        return new Connection(tenant, ref, ref.map(now.urls()::get));
    }

    /**
     * The URL of a ref as it stands now, whether or not an organisation names that ref.
     *
     * @throws IllegalArgumentException with a sentence that never quotes the URL, when it is none
     */
    public Optional<DatabaseUrl> read(ConnectionRef ref) {
        return source.read(ref).map(text -> parse(ref, text));
    }

    private void add(Map<ConnectionRef, DatabaseUrl> next, ConnectionRef ref) {
        try {
            read(ref).ifPresentOrElse(url -> next.put(ref, url), () -> warn(ref, "is not set"));
        } catch (IllegalArgumentException e) {
            warn(ref, "is not valid: " + e.getMessage());
        }
    }

    private DatabaseUrl parse(ConnectionRef ref, String text) {
        var url = DatabaseUrl.parse(ref.urlKey(), text);
        if (EndpointPolicy.isLoopback(url.host()) != routingConfig.shared().isLoopback()) {
            throw new IllegalArgumentException(
                    "databases on this machine and on others cannot be mixed.");
        }
        return url;
    }

    private static void warn(ConnectionRef ref, String what) {
        LOG.log(
                Level.WARNING,
                "{0} {1}; the database that it names cannot be used until the next refresh",
                new Object[] {ref.urlKey(), what});
    }
}
