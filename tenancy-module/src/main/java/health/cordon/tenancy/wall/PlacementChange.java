package health.cordon.tenancy.wall;

import health.cordon.tenancy.database.DatabaseUrl;
import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A change of a tenant's row in {@code placement}, for whoever moves it: compare and set.
 *
 * @param from what must be there; {@code null} for no row
 */
public record PlacementChange(OrganisationId tenant, @Nullable Placement from, Placement to) {
    /** By it the database ends a wait for a lock; it takes whole seconds. */
    private static final String PATIENCE = "SET SESSION innodb_lock_wait_timeout = ";

    public PlacementChange {
        if (to.equals(from)) {
            throw new IllegalArgumentException("nothing would change");
        }
    }

    /**
     * Waits for those who write there now. When it returns true, each of them has ended, and who
     * begins to write hears of the new state.
     *
     * @param connection of the account that serves, in no transaction
     * @param url by which it was made
     * @param patience how long to wait for writers, in whole seconds
     * @return whether the row was as expected, and now is as wanted
     * @throws SQLException also when writers did not end in time; nothing has changed then
     */
    public boolean make(Connection connection, DatabaseUrl url, Duration patience)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(PATIENCE + Math.max(1, patience.toSeconds()));
        }
        var routine = new Catalogue(connection).newestName(WallSql.PLACING);
        try (var call =
                connection.prepareStatement("CALL %s(?, ?, ?, ?, ?, ?)".formatted(routine))) {
            call.setString(1, tenant.toString());
            call.setLong(2, fromEpoch());
            call.setString(3, fromState());
            call.setLong(4, to.epoch());
            call.setString(5, to.state().column());
            call.setString(6, WallKey.of(url).sign(SessionSetter.id(connection), signedText()));
            try (var rows = call.executeQuery()) {
                return rows.next() && rows.getLong(1) == 1;
            }
        }
    }

    private long fromEpoch() {
        return from == null ? 0 : from.epoch();
    }

    private String fromState() {
        return from == null ? WallSql.NO_ROW : from.state().column();
    }

    /** What {@link WallSql#placingBody} puts together, after the connection. */
    String signedText() {
        return "place:%s:%d:%s:%d:%s"
                .formatted(tenant, fromEpoch(), fromState(), to.epoch(), to.state().column());
    }
}
