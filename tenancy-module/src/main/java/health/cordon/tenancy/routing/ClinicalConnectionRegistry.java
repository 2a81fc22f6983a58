package health.cordon.tenancy.routing;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.ConnectionRef;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.settings.EndpointPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    private volatile Map<ConnectionRef, DatabaseUrl> urls = Map.of();

    /** Early among the observers: others ask this room where a database is. */
    void refresh(@Observes @Priority(1_000) OrganisationsRefreshed event) {
        var next = new HashMap<ConnectionRef, DatabaseUrl>();
        for (var tenant : event.organisations().all()) {
            tenant.organisation().database().ifPresent(ref -> add(next, ref));
        }
        urls = Map.copyOf(next);
    }

    /** The URL of a ref, or nothing when there is none that can be used. */
    public Optional<DatabaseUrl> find(ConnectionRef ref) {
        return Optional.ofNullable(urls.get(ref));
    }

    /** The dedicated database of an organisation, unless it has none or the switch is off. */
    Optional<ConnectionRef> refOf(Organisation organisation) {
        return routingConfig.perOrganisation() ? organisation.database() : Optional.empty();
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
