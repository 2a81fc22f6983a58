package health.cordon.batch.rewrap;

import health.cordon.batch.rewrap.PlaceKeys.KeyCount;
import health.cordon.tenancy.http.Problem;
import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.TenantDatabase;
import health.cordon.tenancy.routing.TenantDatabases;
import health.cordon.tenancy.routing.TenantPlace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts an organisation's data keys in every database that holds or could hold them, by plain SQL
 * on connections of its own. It knows nothing of what the job believes to have done.
 */
@ApplicationScoped
public class KeySweep {
    private static final Logger LOG = Logger.getLogger(KeySweep.class.getName());

    /** A row of the oldest form names no key. */
    private static final String BY_KEY =
            "SELECT IF(LOCATE('|', wrapped) > 0, LEFT(wrapped, LOCATE('|', wrapped) - 1), 'local')"
                    + " AS wrapping, COUNT(*) AS deks FROM t_dek WHERE tenant_id = ?"
                    + " GROUP BY wrapping ORDER BY wrapping LIMIT 1000";

    private static final String BEFORE =
            "SELECT COUNT(*) FROM t_dek WHERE tenant_id = ?"
                    + " AND COALESCE(wrapped_at, created_at) < ?";
    private static final String KMS = "kms:";

    @Inject TenantDatabases databases;

    /**
     * The one that serves first.
     *
     * @throws ProblemException unavailable when that one cannot be looked at
     */
    List<PlaceKeys> of(Tenant tenant) {
        var all = new ArrayList<PlaceKeys>();
        for (var place : databases.everywhere(tenant.organisation())) {
            all.add(look(tenant, place));
        }
        if (!all.get(0).seen()) {
            throw new ProblemException(Problem.UNAVAILABLE);
        }
        return all;
    }

    /**
     * How many in the database that serves were wrapped before then.
     *
     * @throws ProblemException unavailable when it cannot be looked at
     */
    long wrappedBefore(Tenant tenant, @Nullable Instant then) {
        if (then == null) {
            return 0;
        }
        var home = databases.everywhere(tenant.organisation()).get(0).database();
        try (var connection = home.map(one -> open(one, tenant)).orElseThrow(KeySweep::away);
                var query = connection.prepareStatement(BEFORE)) {
            query.setString(1, tenant.id().toString());
            query.setObject(2, LocalDateTime.ofInstant(then, ZoneOffset.UTC));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static ProblemException away() {
        return new ProblemException(Problem.UNAVAILABLE);
    }

    private static Connection open(TenantDatabase database, Tenant tenant) {
        try {
            return database.open(tenant.id());
        } catch (SQLException e) {
            throw new ProblemException(Problem.UNAVAILABLE, e);
        }
    }

    private static PlaceKeys look(Tenant tenant, TenantPlace place) {
        if (place.database().isEmpty()) {
            return PlaceKeys.unseen(place.name());
        }
        try (var connection = place.database().get().open(tenant.id());
                var query = connection.prepareStatement(BY_KEY)) {
            query.setString(1, tenant.id().toString());
            var keys = new ArrayList<KeyCount>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    keys.add(new KeyCount(name(row.getString(1)), row.getLong(2)));
                }
            }
            return new PlaceKeys(place.name(), true, List.copyOf(keys));
        } catch (SQLException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "data keys of organisation {0} in {1} cannot be counted ({2})",
                    new Object[] {tenant.id(), place.name(), e.getClass().getSimpleName()});
            return PlaceKeys.unseen(place.name());
        }
    }

    private static String name(String wrapping) {
        return wrapping.startsWith(KMS) ? wrapping.substring(KMS.length()) : wrapping;
    }
}
