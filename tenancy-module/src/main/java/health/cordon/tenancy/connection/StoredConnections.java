package health.cordon.tenancy.connection;

import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.OrganisationsRefreshed;
import health.cordon.tenancy.platform.PlatformDatabase;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The URLs from which provisioned databases are served, by ref; read again at each refresh of the
 * organisations, in one query. What has not changed is not opened again.
 */
@ApplicationScoped
public class StoredConnections {
    private static final Logger LOG = Logger.getLogger(StoredConnections.class.getName());

    /** Before those who ask for URLs. */
    private static final int BEFORE_CONNECTIONS = 500;

    @Inject PlatformDatabase platform;
    @Inject ConnectionSeal seal;

    private volatile Map<String, Opened> known = Map.of();

    private record Stored(String ref, String organisation, String sealed) {
        /** Not even what is sealed. */
        @Override
        public String toString() {
            return ref;
        }
    }

    /** A record would print the URL. */
    private static final class Opened {
        private final Stored stored;
        private final String url;

        Opened(Stored stored, String url) {
            this.stored = stored;
            this.url = url;
        }
    }

    /** The URL of a ref; nothing where provisioning did not make its database. */
    public Optional<String> runtime(String ref) {
        return Optional.ofNullable(known.get(ref)).map(opened -> opened.url);
    }

    void refresh(@Observes @Priority(BEFORE_CONNECTIONS) OrganisationsRefreshed event) {
        var before = known;
        var next = new HashMap<String, Opened>();
        for (var stored : stored()) {
            var opened = opened(stored, before.get(stored.ref()));
            if (opened != null) {
                next.put(stored.ref(), opened);
            }
        }
        known = Map.copyOf(next);
    }

    private Iterable<Stored> stored() {
        return platform.read(
                handle ->
                        handle.createQuery(
                                        "SELECT ref, organisation_id, sealed_runtime"
                                                + " FROM server_database"
                                                + " WHERE organisation_id IS NOT NULL")
                                .map(
                                        (row, context) ->
                                                new Stored(
                                                        row.getString(1),
                                                        row.getString(2),
                                                        row.getString(3)))
                                .list());
    }

    private @Nullable Opened opened(Stored stored, @Nullable Opened before) {
        if (before != null && before.stored.equals(stored)) {
            return before;
        }
        try {
            var purpose =
                    ConnectionPurpose.of(
                            ConnectionRole.RUNTIME,
                            stored.ref(),
                            OrganisationId.of(stored.organisation()));
            return new Opened(stored, seal.open(purpose, stored.sealed()));
        } catch (IllegalArgumentException e) {
            LOG.log(
                    Level.WARNING,
                    "the database of ref {0} cannot be used: {1}",
                    new Object[] {stored.ref(), e.getMessage()});
            return null;
        }
    }
}
