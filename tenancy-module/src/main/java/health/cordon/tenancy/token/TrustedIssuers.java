package health.cordon.tenancy.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.trust.Trust;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The issuers whose tokens count: the platform's two, and those that organisations have. */
@ApplicationScoped
public class TrustedIssuers {
    private static final Logger LOG = Logger.getLogger(TrustedIssuers.class.getName());
    private static final int MAX_OPEN = 1_000;

    /** Those of further ones wait for a token. */
    private static final int AT_THE_START = 200;

    /** So long the keys of an issuer that is away go on. */
    private static final Duration OUTAGE = Duration.ofHours(4);

    private static final Duration UNUSED = Duration.ofMinutes(30);

    @Inject TokenConfig config;
    @Inject Trust trust;
    @Inject KeyRefreshThreads threads;

    private final Cache<Realm, Issuer> open =
            Caffeine.newBuilder()
                    .maximumSize(MAX_OPEN)
                    .expireAfterAccess(UNUSED)
                    .executor(Runnable::run)
                    .removalListener(TrustedIssuers::close)
                    .build();
    private final AtomicBoolean begun = new AtomicBoolean();
    private long version;
    private volatile Map<String, Realm> ofOrganisations = Map.of();
    private HttpClient http;
    private Issuer platform;
    private Issuer tenants;

    /**
     * For whom an issuer speaks.
     *
     * @param organisation the id of the only one, or {@code null} for the platform's two
     */
    record Realm(URI issuer, String audience, @Nullable String organisation, List<String> names) {}

    /** An issuer and for whom it speaks. */
    record Trusted(Realm realm, Issuer issuer) {}

    @PostConstruct
    void start() {
        http = IssuerRetriever.client(trust);
        platform = issuerOfPlatform("PLATFORM_ISSUER", config.platformIssuer());
        tenants = issuerOfPlatform("TENANT_ISSUER", config.tenantIssuer());
    }

    /**
     * Takes over what the organisations say now; an issuer that may not be used is a warning.
     * Begins to read the keys of the platform's two, and the first time those of organisations: a
     * node that has just started gets all the traffic at once.
     */
    synchronized void refresh(@Observes OrganisationsRefreshed event) {
        if (event.organisations().version() < version) {
            // A slower refresh must not put an older moment over a newer one.
            return;
        }
        version = event.organisations().version();
        var next = new HashMap<String, Realm>();
        for (var tenant : event.organisations().all()) {
            realm(tenant.organisation())
                    .ifPresent(realm -> next.put(realm.issuer().toString(), realm));
        }
        ofOrganisations = Map.copyOf(next);
        platform.prepare();
        tenants.prepare();
        if (!begun.getAndSet(true)) {
            next.values().stream()
                    .limit(AT_THE_START)
                    .forEach(realm -> open.get(realm, this::openIssuer).prepare());
        }
        open.asMap().keySet().removeIf(realm -> !next.containsValue(realm));
    }

    /** The issuer of that name. No I/O: its keys are fetched when a token is verified. */
    Optional<Trusted> find(@Nullable String name) {
        if (name == null) {
            return Optional.empty();
        }
        if (name.equals(config.platformIssuer().toString())) {
            return Optional.of(new Trusted(realm(config.platformIssuer()), platform));
        }
        if (name.equals(config.tenantIssuer().toString())) {
            return Optional.of(new Trusted(realm(config.tenantIssuer()), tenants));
        }
        return Optional.ofNullable(ofOrganisations.get(name))
                .map(realm -> new Trusted(realm, open.get(realm, this::openIssuer)));
    }

    private Realm realm(URI issuer) {
        return new Realm(issuer, config.audience(), null, List.of());
    }

    private Optional<Realm> realm(Organisation organisation) {
        var issuer = organisation.oidcIssuer();
        if (issuer == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(realm(organisation, config.issuerOfOrganisation(issuer)));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "the issuer of organisation {0} is not used: {1}",
                    new Object[] {organisation.id(), e.getMessage()});
            return Optional.empty();
        }
    }

    private Realm realm(Organisation organisation, URI issuer) {
        var audience = organisation.oidcAudience();
        var id = organisation.id().toString();
        return new Realm(
                issuer,
                audience == null ? config.audience() : audience,
                id,
                List.of(id, organisation.slug().value()));
    }

    private Issuer issuerOfPlatform(String key, URI address) {
        return issuer(key, address, config.audience(), threads.ofPlatform());
    }

    private Issuer openIssuer(Realm realm) {
        return issuer(
                "the issuer of " + realm.organisation(),
                realm.issuer(),
                realm.audience(),
                threads.ofOrganisation());
    }

    private Issuer issuer(String key, URI address, String audience, KeyRefreshThreads.Lane lane) {
        var document = new KeyDocument(address, new IssuerRetriever(key, http));
        var keys = new IssuerKeys(document, lane, OUTAGE);
        return new Issuer(keys, address, audience, config.longestToken());
    }

    private static void close(@Nullable Realm realm, @Nullable Issuer issuer, RemovalCause cause) {
        if (issuer != null) {
            issuer.close();
        }
    }

    @PreDestroy
    void stop() {
        open.invalidateAll();
        platform.close();
        tenants.close();
    }
}
