package health.cordon.provisioning.retirement;

import health.cordon.provisioning.fleet.Place;
import health.cordon.provisioning.fleet.Places;
import health.cordon.provisioning.fleet.Servers;
import health.cordon.provisioning.server.ServerAccount;
import health.cordon.tenancy.organisation.Organisation;
import health.cordon.tenancy.organisation.OrganisationId;
import health.cordon.tenancy.routing.TenantDatabase;
import health.cordon.tenancy.routing.TenantDatabases;
import health.cordon.tenancy.routing.TenantPlace;
import health.cordon.tenancy.wall.TenantConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All databases in which rows of an organisation may lie. The one that provisioning made is entered
 * by the account of its server, past its walls; any other one, shared ones above all, by the
 * account that serves, which sees this organisation's rows alone and may not touch a trail.
 */
@ApplicationScoped
public class RowPlaces {
    private static final String VIEW = "t_";
    private static final List<String> KEPT =
            List.of(VIEW + RowSession.TRAIL, VIEW + RowSession.PLACEMENT);

    /** The catalogue does not tell the account that serves which columns a view has. */
    private static final String VIEWS =
            "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
                    + " AND table_name LIKE 't\\_%' ORDER BY table_name";

    private static final String TABLES =
            "SELECT t.table_name FROM information_schema.tables t"
                    + " JOIN information_schema.columns c ON c.table_schema = t.table_schema"
                    + " AND c.table_name = t.table_name AND c.column_name = 'tenant_id'"
                    + " WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'"
                    + " ORDER BY t.table_name";

    @Inject TenantDatabases databases;
    @Inject Places places;
    @Inject Servers servers;

    /** The one that was made for it first. */
    List<RowPlace> of(Organisation organisation) {
        var made = places.find(organisation.id());
        var all = new ArrayList<RowPlace>();
        made.ifPresent(place -> all.add(own(place, organisation.id())));
        databases.everywhere(organisation).stream()
                .filter(place -> !isThere(place, made))
                .map(place -> walled(place, organisation))
                .forEach(all::add);
        return all;
    }

    private static boolean isThere(TenantPlace place, Optional<Place> made) {
        return made.isPresent()
                && place.database()
                        .filter(one -> one.url().jdbcUrl().equals(made.get().runtime().jdbcUrl()))
                        .isPresent();
    }

    private RowPlace own(Place place, OrganisationId tenant) {
        return new RowPlace(
                "the database of ref " + place.ref(), true, true, () -> opened(place, tenant));
    }

    /** One that is gone already has no tables. */
    private RowSession opened(Place place, OrganisationId tenant) throws SQLException {
        var account = new ServerAccount(servers.url(place.server()));
        var connection = account.enter(place.migration().database());
        if (connection.isEmpty()) {
            return new RowSession(account.open(), tenant, "", List.of(), List.of());
        }
        return closedUnless(
                connection.get(),
                one -> new RowSession(one, tenant, "", column(one, TABLES), List.of()));
    }

    private static RowPlace walled(TenantPlace place, Organisation organisation) {
        var database = place.database();
        return new RowPlace(
                place.name(),
                false,
                isOfToday(place, organisation),
                database.<RowPlace.Opening>map(one -> () -> walled(one, organisation.id()))
                        .orElse(null));
    }

    private static boolean isOfToday(TenantPlace place, Organisation organisation) {
        return organisation.database().filter(ref -> place.name().endsWith(" " + ref)).isPresent();
    }

    /** At the epoch at which the organisation is, or was, at home there. */
    private static RowSession walled(TenantDatabase database, OrganisationId tenant)
            throws SQLException {
        long epoch = 0;
        try (var looking = database.open(tenant)) {
            var known = column(looking, "SELECT epoch FROM t_placement");
            if (!known.isEmpty()) {
                epoch = Long.parseLong(known.get(0));
            }
        }
        return closedUnless(
                TenantConnections.openForWriting(database.url(), tenant, epoch),
                one -> {
                    var views = column(one, VIEWS);
                    var going = views.stream().filter(view -> !KEPT.contains(view)).toList();
                    return new RowSession(one, tenant, VIEW, going, KEPT);
                });
    }

    private static RowSession closedUnless(Connection connection, Use use) throws SQLException {
        try {
            // Where a table is read whole, rows of others must not stay locked.
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return use.of(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private interface Use {
        RowSession of(Connection connection) throws SQLException;
    }

    private static List<String> column(Connection connection, String sql) throws SQLException {
        try (var query = connection.prepareStatement(sql);
                var rows = query.executeQuery()) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
