package health.cordon.tenancy.preflight;

import health.cordon.tenancy.keys.Dek;
import health.cordon.tenancy.keys.DekAddress;
import health.cordon.tenancy.keys.WrappedDek;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One wrapped data key per key that wraps an organisation's data keys in a database. */
final class WrappedKeys {
    private static final String SAMPLES =
            """
            SELECT d.id, d.purpose, d.wrapped, g.n FROM t_dek d
            JOIN (SELECT MIN(id) AS id, COUNT(*) AS n FROM t_dek WHERE tenant_id = ?
                  GROUP BY SUBSTRING_INDEX(wrapped, '|', 1) LIMIT ?) g ON g.id = d.id
            WHERE d.tenant_id = ?
            """;

    private WrappedKeys() {}

    record Sample(DekAddress address, WrappedDek wrapped, long count) {
        String key() {
            return wrapped.key();
        }
    }

    static List<Sample> samples(Connection connection, OrganisationId tenant, int most)
            throws SQLException {
        var samples = new ArrayList<Sample>();
        try (var query = connection.prepareStatement(SAMPLES)) {
            query.setString(1, tenant.toString());
            query.setInt(2, most);
            query.setString(3, tenant.toString());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    samples.add(sample(rows, tenant));
                }
            }
        }
        return samples;
    }

    private static Sample sample(ResultSet row, OrganisationId tenant) throws SQLException {
        var purpose = Dek.Purpose.valueOf(row.getString("purpose"));
        var address = new DekAddress(tenant, purpose, UUID.fromString(row.getString("id")));
        return new Sample(address, WrappedDek.parse(row.getString("wrapped")), row.getLong("n"));
    }
}
