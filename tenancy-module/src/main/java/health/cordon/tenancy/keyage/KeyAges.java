package health.cordon.tenancy.keyage;

import health.cordon.tenancy.keyage.KeyAge.Wraps;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.organisation.Tenant;
import health.cordon.tenancy.routing.TenantDatabases;
import health.cordon.tenancy.wall.TenantConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Reads how old wraps are, in the database of the organisation's columns; past the pools. */
@ApplicationScoped
public class KeyAges {
    private static final Logger LOG = Logger.getLogger(KeyAges.class.getName());

    /** For connecting, and for the answer. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** A row of the oldest form names no key. */
    private static final String WRAPS =
            """
            SELECT IF(INSTR(wrapped, '|') > 0, SUBSTRING_INDEX(wrapped, '|', 1), 'local') AS wrapping,
                   COUNT(*) AS deks, MIN(COALESCE(wrapped_at, created_at)) AS oldest
            FROM t_dek WHERE tenant_id = ? GROUP BY wrapping ORDER BY wrapping LIMIT 200
            """;

    private static final String KMS = "kms:";

    @Inject TenantDatabases databases;

    /** Nothing when its database does not answer. */
    public Optional<KeyAge> of(Tenant tenant) {
        var database = databases.wanted(tenant.organisation());
        if (database.isEmpty()) {
            return Optional.empty();
        }
        try (var connection = TenantConnections.open(database.get().url(), tenant.id(), ANSWER)) {
            var wraps = wraps(connection, tenant.id());
            return Optional.of(new KeyAge(wraps, tenant.organisation().rewrapDays()));
        } catch (SQLException e) {
            LOG.log(
                    Level.FINE,
                    "the data keys of organisation {0} cannot be counted ({1})",
                    new Object[] {tenant.id(), e.getClass().getSimpleName()});
            return Optional.empty();
        }
    }

    private static List<Wraps> wraps(Connection connection, OrganisationId tenant)
            throws SQLException {
        var wraps = new ArrayList<Wraps>();
        try (var query = connection.prepareStatement(WRAPS)) {
            query.setString(1, tenant.toString());
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    wraps.add(wraps(row));
                }
            }
        }
        return List.copyOf(wraps);
    }

    private static Wraps wraps(ResultSet row) throws SQLException {
        var key = row.getString("wrapping");
        return new Wraps(
                key.startsWith(KMS) ? key.substring(KMS.length()) : key,
                row.getLong("deks"),
                row.getObject("oldest", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }
}
