package health.cordon.tenancy.wall;

import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Whom rows belong to. */
final class Tenants {
    private Tenants() {}

    static OrganisationId of(String id) {
        return new OrganisationId(UUID.fromString(id));
    }

    /** Of a query with one parameter, which is met by everybody. */
    static List<String> in(PreparedStatement query) throws SQLException {
        query.setString(1, "");
        var tenants = new ArrayList<String>();
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                tenants.add(rows.getString(1));
            }
        }
        return tenants;
    }
}
