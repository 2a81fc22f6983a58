package health.cordon.tenancy.wall;

import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that make the walls. Names of tables and columns come from the database's own
 * catalogue, never from a request.
 *
 * @param function its name; carries a number, so that a new text gets a new name and is never
 *     missing while it replaces the old one
 * @param procedure likewise
 */
record WallSql(String function, String procedure) {
    /** What a writer hears outside of the tenant's home. */
    static final int NOT_HOME = 30_101;

    /** What everybody hears whose tenant is not signed for this connection and database. */
    static final int NOT_SIGNED = 30_102;

    /** Who names another tenant in a row that is to be written. */
    static final int NOT_OURS = 30_103;

    static final String FUNCTION = "current_tenant_";
    static final String PROCEDURE = "require_home_";
    static final String VIEW = "t_";
    static final String TRIGGER = "home_";

    private static final String ID = "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin";
    private static final String TRAIL = "audit_record";
    private static final String PLACEMENT = "placement";

    /** A padded key, as hexadecimal digits. */
    record Pads(String inner, String outer) {
        static Pads of(byte[] inner, byte[] outer) {
            return new Pads(HexFormat.of().formatHex(inner), HexFormat.of().formatHex(outer));
        }

        /** Who knows them can sign. */
        @Override
        public String toString() {
            return "pads";
        }
    }

    /**
     * HMAC-SHA256 over connection, tenant and epoch, with each key that is accepted here.
     *
     * <p>The signature is taken as text: a number would be compared as a number, and 0 equals every
     * text that starts with a letter. What is signed is taken as bytes, because MySQL would read
     * the key as text where text stands beside it, and most keys are none.
     */
    static String functionBody(Collection<Pads> keys) {
        var signatures =
                keys.stream()
                        .map(
                                key ->
                                        "SHA2(CONCAT(UNHEX('%s'), UNHEX(SHA2(CONCAT(UNHEX('%s'), CAST(CONCAT(CONNECTION_ID(), ':', @cordon_tenant, ':', @cordon_epoch) AS BINARY)), 256))), 256)"
                                                .formatted(key.outer(), key.inner()))
                        .collect(Collectors.joining(", "));
        return """
        BEGIN
          IF @cordon_tenant IS NULL THEN RETURN NULL; END IF;
          IF CAST(@cordon_mac AS CHAR) IN (%s) THEN RETURN @cordon_tenant; END IF;
          SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = %d,
            MESSAGE_TEXT = 'the tenant of this connection is not signed';
        END"""
                .formatted(signatures.isEmpty() ? "NULL" : signatures, NOT_SIGNED);
    }

    /**
     * The shared lock keeps a move from changing the home before the writer has committed. A tenant
     * that nobody ever moved has no row until its first write, which claims the place.
     *
     * <p>The alias is not for looks: a server opens a table of a routine once per name, with the
     * strongest lock that any of its statements asks for. Read under the name that the INSERT uses,
     * the row would be locked exclusively, and all writers of a tenant would wait for each other.
     *
     * <p>A row of another tenant is refused before its placement is looked at: the view refuses it
     * too, but later, and the answer would tell whether this is that tenant's home.
     */
    static String procedureBody() {
        return """
        BEGIN
          DECLARE v_epoch BIGINT;
          DECLARE v_state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin;
          IF @cordon_tenant IS NOT NULL THEN
            IF p_tenant <> @cordon_tenant THEN
              SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = %d,
                MESSAGE_TEXT = 'a tenant writes its own rows alone';
            END IF;
            SELECT p.epoch, p.state INTO v_epoch, v_state FROM placement p
              WHERE p.tenant_id = p_tenant LOCK IN SHARE MODE;
            IF v_epoch IS NULL AND @cordon_epoch = 0 THEN
              INSERT IGNORE INTO placement (tenant_id, epoch, state) VALUES (p_tenant, 0, 'home');
              SELECT p.epoch, p.state INTO v_epoch, v_state FROM placement p
                WHERE p.tenant_id = p_tenant LOCK IN SHARE MODE;
            END IF;
            IF v_epoch IS NULL OR v_epoch <> @cordon_epoch OR v_state NOT IN (%s) THEN
              SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = %d,
                MESSAGE_TEXT = 'this database is not the home of the tenant';
            END IF;
          END IF;
        END"""
                .formatted(NOT_OURS, writableStates(), NOT_HOME);
    }

    private static String writableStates() {
        return Arrays.stream(PlacementState.values())
                .filter(PlacementState::writable)
                .map(state -> "'" + state.column() + "'")
                .collect(Collectors.joining(", "));
    }

    /** Deterministic within a statement, which lets the optimizer use the tenant as a constant. */
    String createFunction(String body) {
        return """
        CREATE FUNCTION %s() RETURNS %s
        DETERMINISTIC NO SQL SQL SECURITY DEFINER
        %s"""
                .formatted(function, ID, body);
    }

    String createProcedure(String body) {
        return """
        CREATE PROCEDURE %s(IN p_tenant %s)
        SQL SECURITY DEFINER
        %s"""
                .formatted(procedure, ID, body);
    }

    String createView(String table, List<String> columns) {
        return """
        CREATE OR REPLACE SQL SECURITY DEFINER VIEW `%s%s` AS
        SELECT %s FROM `%s` WHERE tenant_id = %s()
        WITH CASCADED CHECK OPTION"""
                .formatted(VIEW, table, quoted(columns), table, function);
    }

    /** One row: the tenant whose rows this connection sees. */
    String createSessionView() {
        return "CREATE OR REPLACE SQL SECURITY DEFINER VIEW tenant_session AS SELECT %s() AS tenant_id"
                .formatted(function);
    }

    /**
     * The tables in which somebody else than the current tenant has rows: their names, nothing
     * else. Two ranges of the primary key instead of an inequality, so that no table is read whole.
     */
    String createForeignRowsView(Collection<String> tables) {
        return "CREATE OR REPLACE SQL SECURITY DEFINER VIEW foreign_rows AS "
                + tables.stream()
                        .map(
                                table ->
                                        ("SELECT '%1$s' AS table_name FROM identity WHERE EXISTS"
                                                        + " (SELECT 1 FROM `%1$s` WHERE tenant_id < %2$s())"
                                                        + " OR EXISTS"
                                                        + " (SELECT 1 FROM `%1$s` WHERE tenant_id > %2$s())")
                                                .formatted(table, function))
                        .collect(Collectors.joining(" UNION ALL "));
    }

    /** {@code INSERT}, {@code UPDATE} or {@code DELETE}. */
    String createTrigger(String table, String event) {
        return "CREATE TRIGGER `%s` BEFORE %s ON `%s` FOR EACH ROW CALL %s(%s.tenant_id)"
                .formatted(
                        triggerName(table, event),
                        event,
                        table,
                        procedure,
                        event.equals("INSERT") ? "NEW" : "OLD");
    }

    /** Carries the procedure's number: another procedure, another trigger. */
    String triggerName(String table, String event) {
        return TRIGGER
                + table
                + "_"
                + event.toLowerCase(java.util.Locale.ROOT)
                + procedure.substring(PROCEDURE.length() - 1);
    }

    /** A trail only grows, and where a tenant's home is, a move decides. */
    static String grant(String table, String account) {
        var rights =
                switch (table) {
                    case TRAIL -> "SELECT, INSERT";
                    case PLACEMENT -> "SELECT";
                    default -> "SELECT, INSERT, UPDATE, DELETE";
                };
        return "GRANT %s ON `%s%s` TO %s".formatted(rights, VIEW, table, account);
    }

    static String grantReading(String table, String account) {
        return "GRANT SELECT ON `%s` TO %s".formatted(table, account);
    }

    /** All statements, for a table that does not exist. */
    static String sample() {
        var sql = new WallSql(FUNCTION, PROCEDURE);
        var columns = List.of("c");
        return String.join(
                "\n",
                sql.createFunction(functionBody(List.of())),
                sql.createProcedure(procedureBody()),
                sql.createView("t", columns),
                sql.createSessionView(),
                sql.createForeignRowsView(columns),
                sql.createTrigger("t", "INSERT"),
                sql.createTrigger("t", "DELETE"),
                grant("t", "a"),
                grant(TRAIL, "a"),
                grant(PLACEMENT, "a"),
                grantReading("t", "a"));
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
    }
}
