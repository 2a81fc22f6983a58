package health.cordon.tenancy.erasure;

import health.cordon.tenancy.http.ProblemException;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.TenantDatabase;
import health.cordon.tenancy.routing.TenantDatabases;
import health.cordon.tenancy.wall.TenantConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Looks for an erased patient in the databases that do not serve the organisation now, but did or
 * could have: what was left behind there by a change of placement is out of reach, not gone.
 */
@ApplicationScoped
public class OtherCopies {
    /** For each database. */
    private static final Duration BOUND = Duration.ofSeconds(3);

    /** For all of them together, at most six: somebody waits for the answer. */
    Duration limit = Duration.ofSeconds(8);

    @Inject TenantDatabases databases;

    /** What was seen. */
    public enum Seen {
        NOTHING,
        ROWS,
        UNKNOWN
    }

    /**
     * One database.
     *
     * @param database for people; never a URL
     */
    public record Look(String database, Seen seen) {}

    /**
     * One look at each of them, one after the other; for whom no time is left, it is unknown.
     *
     * @throws ProblemException unavailable, when the platform database does not say which they are
     */
    public List<Look> of(Organisation organisation, Erasure erasure) {
        long until = System.nanoTime() + limit.toNanos();
        return databases.others(organisation).stream()
                .map(
                        other ->
                                new Look(
                                        other.name(),
                                        look(other, organisation.id(), erasure, until)))
                .toList();
    }

    private static Seen look(
            TenantDatabase database, OrganisationId tenant, Erasure erasure, long until) {
        try (var connection = TenantConnections.open(database.url(), tenant, left(until))) {
            return holds(connection, "t_patient WHERE id", tenant, erasure.patient(), until)
                            || holds(connection, "t_dek WHERE id", tenant, erasure.dek(), until)
                            || holds(
                                    connection,
                                    "t_object_removal WHERE erasure_id",
                                    tenant,
                                    erasure.id(),
                                    until)
                    ? Seen.ROWS
                    : Seen.NOTHING;
        } catch (SQLException e) {
            return Seen.UNKNOWN;
        }
    }

    /** Never nothing, which a driver would take for no bound at all. */
    private static Duration left(long until) throws SQLTimeoutException {
        var left = Duration.ofNanos(until - System.nanoTime());
        if (left.toMillis() <= 0) {
            throw new SQLTimeoutException();
        }
        return left.compareTo(BOUND) < 0 ? left : BOUND;
    }

    private static boolean holds(
            Connection connection, String column, OrganisationId tenant, UUID id, long until)
            throws SQLException {
        connection.setNetworkTimeout(Runnable::run, (int) left(until).toMillis());
        var sql = "SELECT 1 FROM " + column + " = ? AND tenant_id = ? LIMIT 1";
        try (var query = connection.prepareStatement(sql)) {
            query.setString(1, id.toString());
            query.setString(2, tenant.toString());
            try (var row = query.executeQuery()) {
                return row.next();
            }
        }
    }
}
