package health.cordon.tenancy.wall;

import health.cordon.tenancy.database.Connections;
import health.cordon.tenancy.database.DatabaseUnavailable;
import health.cordon.tenancy.database.DatabaseUrl;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the walls of a clinical database: a view per table of tenants, triggers that keep writes
 * at home, and what the serving account may do. May be repeated, also while others work: what is
 * right already is left alone, and what is replaced is never missing meanwhile.
 *
 * <p>Finds the tables in the database's own catalogue, so a new table is walled in with the change
 * that makes it.
 */
public final class Wall {
    private static final List<String> EVENTS = List.of("INSERT", "UPDATE", "DELETE");
    private static final List<String> READABLE =
            List.of("identity", "DATABASECHANGELOG", "tenant_session", "foreign_rows");
    private static final int LOCK_SECONDS = 60;

    private final Catalogue catalogue;

    private Wall(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * @param migration a user who may make views, routines and triggers, and grant rights
     * @param runtime the user who serves; without one, nobody gets a right that he did not have
     * @throws WallFault when both are the same account, or the one who serves has more rights than
     *     he should
     * @throws DatabaseUnavailable when a database does not answer or refuses
     */
    public static void build(DatabaseUrl migration, Optional<DatabaseUrl> runtime) {
        try (var connection = Connections.dataSource(migration).getConnection()) {
            var catalogue = new Catalogue(connection);
            catalogue.execute("SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
            catalogue.requireLock("cordon_wall", LOCK_SECONDS);
            // The lock goes with the connection.
            var account = runtime.map(url -> account(url, migration));
            if (runtime.isPresent()) {
                new WallKeys(connection).accept(account.orElseThrow(), WallKey.of(runtime.get()));
            }
            new Wall(catalogue).raise(new WallKeys(connection).accepted());
            if (runtime.isPresent()) {
                grant(catalogue, account.orElseThrow());
                WallLook.requireWalled(runtime.get());
            }
        } catch (SQLException e) {
            throw new DatabaseUnavailable(migration, e);
        }
    }

    /**
     * Takes from an account what {@link #build} gave it: what it signs is worth nothing from now
     * on, also on connections that are open. Whether the account itself is still there does not
     * matter.
     *
     * @param former one that no node serves from any more
     * @throws DatabaseUnavailable when the database does not answer or refuses
     */
    public static void forget(DatabaseUrl migration, DatabaseUrl former) {
        try (var connection = Connections.dataSource(migration).getConnection()) {
            var catalogue = new Catalogue(connection);
            catalogue.execute("SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
            catalogue.requireLock("cordon_wall", LOCK_SECONDS);
            new WallKeys(connection).forget(quoted(former.user()) + "@");
            new Wall(catalogue).raise(new WallKeys(connection).accepted());
        } catch (SQLException e) {
            throw new DatabaseUnavailable(migration, e);
        }
    }

    /** A text that is another one where this version builds other walls. */
    public static String version() {
        return WallSql.sample() + String.join(",", READABLE);
    }

    /** As the server knows it: {@code 'user'@'host'}, where the host may be a pattern. */
    private static String account(DatabaseUrl runtime, DatabaseUrl migration) {
        var serving = currentUser(runtime);
        if (serving.equals(currentUser(migration))) {
            throw new WallFault(
                    "the user who serves must be another than the one who migrates; make one"
                            + " without any rights, the migration gives it those that it needs.");
        }
        return serving;
    }

    private static String currentUser(DatabaseUrl url) {
        // It has no right on the database yet.
        try (var connection = Connections.server(url).getConnection()) {
            var account = new Catalogue(connection).text("SELECT CURRENT_USER()");
            int at = account.lastIndexOf('@');
            return "%s@%s"
                    .formatted(quoted(account.substring(0, at)), quoted(account.substring(at + 1)));
        } catch (SQLException e) {
            throw new DatabaseUnavailable(url, e);
        }
    }

    private static String quoted(String name) {
        return "'" + name.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private void raise(List<WallSql.Pads> keys) throws SQLException {
        var sql =
                new WallSql(
                        routine(WallSql.FUNCTION, WallSql.functionBody(keys)),
                        routine(WallSql.PROCEDURE, WallSql.procedureBody()),
                        routine(WallSql.PLACING, WallSql.placingBody()),
                        routine(WallSql.EMPTYING, WallSql.emptyingBody()));
        if (!catalogue.hasRoutine(sql.function())) {
            catalogue.execute(sql.createFunction(WallSql.functionBody(keys)));
        }
        if (!catalogue.hasRoutine(sql.procedure())) {
            catalogue.execute(sql.createProcedure(WallSql.procedureBody()));
        }
        if (!catalogue.hasRoutine(sql.placing())) {
            catalogue.execute(sql.createPlacing(WallSql.placingBody()));
        }
        if (!catalogue.hasRoutine(sql.emptying())) {
            catalogue.execute(sql.createEmptying(WallSql.emptyingBody()));
        }
        var tables = catalogue.tenantTables();
        for (var table : tables) {
            view(sql, table);
            if (WallSql.isFenced(table)) {
                triggers(sql, table);
            }
        }
        for (var other : catalogue.triggersOfOthers()) {
            catalogue.takeOver(other);
        }
        catalogue.execute(sql.createSessionView());
        catalogue.execute(sql.createForeignRowsView(tables));
        catalogue.dropOthers(sql);
    }

    /** The name of the routine with this text, or a new name. */
    private String routine(String prefix, String body) throws SQLException {
        var newest = catalogue.newest(prefix);
        return newest.isPresent() && catalogue.body(prefix + newest.get()).equals(Optional.of(body))
                ? prefix + newest.get()
                : prefix + (newest.orElse(0) + 1);
    }

    private void view(WallSql sql, String table) throws SQLException {
        var columns = catalogue.columns(table);
        var view = WallSql.VIEW + table;
        if (!catalogue.columns(view).equals(columns)
                || !catalogue.definition(view).contains(sql.function() + "`()")) {
            catalogue.execute(sql.createView(table, columns));
        }
    }

    private void triggers(WallSql sql, String table) throws SQLException {
        var present = catalogue.triggers(table);
        for (var event : EVENTS) {
            if (!present.contains(sql.triggerName(table, event))) {
                catalogue.execute(sql.createTrigger(table, event));
            }
        }
        var wanted = EVENTS.stream().map(event -> sql.triggerName(table, event)).toList();
        for (var old : new ArrayList<>(present)) {
            if (old.startsWith(WallSql.TRIGGER) && !wanted.contains(old)) {
                catalogue.execute("DROP TRIGGER `" + old + "`");
            }
        }
    }

    private static void grant(Catalogue catalogue, String account) throws SQLException {
        for (var table : catalogue.tenantTables()) {
            catalogue.execute(WallSql.grant(table, account));
        }
        for (var readable : READABLE) {
            catalogue.execute(WallSql.grantReading(readable, account));
        }
        for (var callable : List.of(WallSql.PLACING, WallSql.EMPTYING)) {
            catalogue.execute(WallSql.grantCalling(catalogue.newestName(callable), account));
        }
    }
}
