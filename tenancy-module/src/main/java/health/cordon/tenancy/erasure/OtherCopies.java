package health.cordon.tenancy.erasure;

import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.TenantDatabase;
import health.cordon.tenancy.routing.TenantDatabases;
import health.cordon.tenancy.wall.TenantConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Looks for an erased patient in the databases that do not serve the organisation now, but did or
 * could have: what was left behind there by a change of placement is out of reach, not gone.
 */
@ApplicationScoped
public class OtherCopies {
    /** For each database; at most six are looked at. */
    private static final Duration BOUND = Duration.ofSeconds(3);

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

    /** One look at each of them. */
    public List<Look> of(Organisation organisation, Erasure erasure) {
        return databases.others(organisation).stream()
                .map(other -> new Look(other.name(), look(other, organisation.id(), erasure)))
                .toList();
    }

    private static Seen look(TenantDatabase database, OrganisationId tenant, Erasure erasure) {
        try (var connection = TenantConnections.open(database.url(), tenant, BOUND)) {
            return holds(connection, "t_patient WHERE id", tenant, erasure.patient())
                            || holds(connection, "t_dek WHERE id", tenant, erasure.dek())
                            || holds(
                                    connection,
                                    "t_object_removal WHERE erasure_id",
                                    tenant,
                                    erasure.id())
                    ? Seen.ROWS
                    : Seen.NOTHING;
        } catch (SQLException e) {
            return Seen.UNKNOWN;
        }
    }

    private static boolean holds(
            Connection connection, String column, OrganisationId tenant, UUID id)
            throws SQLException {
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
