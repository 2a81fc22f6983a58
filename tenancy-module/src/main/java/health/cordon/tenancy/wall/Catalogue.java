package health.cordon.tenancy.wall;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a database says of itself, and statements that change it. */
record Catalogue(Connection connection) {
    /** The tables of tenants, in the order of their names. */
    List<String> tenantTables() throws SQLException {
        return column(
                """
                SELECT t.table_name FROM information_schema.tables t
                JOIN information_schema.columns c
                  ON c.table_schema = t.table_schema AND c.table_name = t.table_name
                WHERE t.table_schema = DATABASE() AND t.table_type = 'BASE TABLE'
                  AND c.column_name = 'tenant_id'
                ORDER BY t.table_name
                """);
    }

    List<String> columns(String table) throws SQLException {
        return column(
                """
                SELECT column_name FROM information_schema.columns
                WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position
                """,
                table);
    }

    /** The text of a view; empty when there is none. */
    String definition(String view) throws SQLException {
        return first(
                        """
                        SELECT view_definition FROM information_schema.views
                        WHERE table_schema = DATABASE() AND table_name = ?
                        """,
                        view)
                .orElse("");
    }

    List<String> triggers(String table) throws SQLException {
        return column(
                """
                SELECT trigger_name FROM information_schema.triggers
                WHERE trigger_schema = DATABASE() AND event_object_table = ?
                """,
                table);
    }

    boolean hasRoutine(String name) throws SQLException {
        return body(name).isPresent();
    }

    /**
     * The text of a routine that is this account's own: another's works in another's name, and goes
     * with that account.
     */
    Optional<String> body(String routine) throws SQLException {
        return first(
                """
                SELECT routine_definition FROM information_schema.routines
                WHERE routine_schema = DATABASE() AND routine_name = ? AND definer = CURRENT_USER()
                """,
                routine);
    }

    /** Triggers that work in the name of another account, which may go. */
    List<String> triggersOfOthers() throws SQLException {
        return column(
                """
                SELECT trigger_name FROM information_schema.triggers
                WHERE trigger_schema = DATABASE() AND definer <> CURRENT_USER()
                ORDER BY trigger_name
                """);
    }

    /** Makes a trigger anew, as it is, in the name of this account. */
    void takeOver(String trigger) throws SQLException {
        var created =
                text(
                        """
                        SELECT CONCAT('TRIGGER `', trigger_name, '` ', action_timing, ' ',
                          event_manipulation, ' ON `', event_object_table, '` FOR EACH ROW ',
                          action_statement)
                        FROM information_schema.triggers
                        WHERE trigger_schema = DATABASE() AND trigger_name = ?
                        """,
                        trigger);
        if (text("SELECT VERSION()").contains("MariaDB")) {
            execute("CREATE OR REPLACE " + created);
            return;
        }
        execute("DROP TRIGGER `" + trigger + "`");
        execute("CREATE " + created);
    }

    /** The highest number behind that name. */
    Optional<Integer> newest(String prefix) throws SQLException {
        return routines(prefix).stream()
                .map(name -> Integer.valueOf(name.substring(prefix.length())))
                .max(Integer::compare);
    }

    /** The name with it. */
    String newestName(String prefix) throws SQLException {
        return newest(prefix)
                .map(number -> prefix + number)
                .orElseThrow(() -> new SQLException("this database has no such routine", "42000"));
    }

    /** Older routines, which nothing refers to any more. */
    void dropOthers(WallSql kept) throws SQLException {
        for (var name : routines(WallSql.FUNCTION)) {
            if (!name.equals(kept.function())) {
                execute("DROP FUNCTION `" + name + "`");
            }
        }
        var procedures = List.of(kept.procedure(), kept.placing(), kept.emptying());
        for (var prefix : List.of(WallSql.PROCEDURE, WallSql.PLACING, WallSql.EMPTYING)) {
            for (var name : routines(prefix)) {
                if (!procedures.contains(name)) {
                    execute("DROP PROCEDURE `" + name + "`");
                }
            }
        }
    }

    void requireLock(String name, int seconds) throws SQLException {
        if (!first("SELECT GET_LOCK(CONCAT(?, '.', DATABASE()), " + seconds + ")", name)
                .equals(Optional.of("1"))) {
            throw new SQLException("somebody else changes this database", "HY000");
        }
    }

    String text(String sql, String... arguments) throws SQLException {
        return first(sql, arguments).orElseThrow(() -> new SQLException("no row", "02000"));
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> routines(String prefix) throws SQLException {
        return column(
                """
                SELECT routine_name FROM information_schema.routines
                WHERE routine_schema = DATABASE() AND routine_name REGEXP CONCAT('^', ?, '[0-9]+$')
                """,
                prefix);
    }

    Optional<String> first(String sql, String... arguments) throws SQLException {
        return column(sql, arguments).stream().findFirst();
    }

    List<String> column(String sql, String... arguments) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            var values = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    values.add(rows.getString(1));
                }
            }
            return values;
        }
    }
}
