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
 * @param placing likewise
 * @param emptying likewise
 */
record WallSql(String function, String procedure, String placing, String emptying) {
    /** What a writer hears outside of the tenant's home. */
    static final int NOT_HOME = 30_101;

    /** What everybody hears whose tenant is not signed for this connection and database. */
    static final int NOT_SIGNED = 30_102;

    /** Who names another tenant in a row that is to be written. */
    static final int NOT_OURS = 30_103;

    static final String FUNCTION = "current_tenant_";
    static final String PROCEDURE = "require_home_";
    static final String PLACING = "place_tenant_";
    static final String EMPTYING = "empty_trail_";

    /** Stands where a placement is expected not to be there. */
    static final String NO_ROW = "none";

    static final String VIEW = "t_";
    static final String TRIGGER = "home_";

    private static final String ID = "CHAR(36) CHARACTER SET ascii COLLATE ascii_bin";
    private static final String TRAIL = "audit_record";
    private static final String PLACEMENT = "placement";
    private static final String JOURNAL = "change_journal";

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
     *
     * <p>While a move copies from here, the row's key goes into the journal in the same
     * transaction, whoever writes.
     */
    static String procedureBody() {
        return """
        BEGIN
          DECLARE v_epoch BIGINT;
          DECLARE v_state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin;
          IF p_tenant <> @cordon_tenant THEN
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = %d,
              MESSAGE_TEXT = 'a tenant writes its own rows alone';
          END IF;
          IF @cordon_tenant IS NULL THEN
            SELECT p.epoch, p.state INTO v_epoch, v_state FROM placement p
              WHERE p.tenant_id = p_tenant;
          ELSE
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
          IF v_state = '%s' THEN
            INSERT INTO change_journal (tenant_id, table_name, row_id)
              VALUES (p_tenant, p_table, p_id);
            IF p_next_id <> p_id THEN
              INSERT INTO change_journal (tenant_id, table_name, row_id)
                VALUES (p_tenant, p_table, p_next_id);
            END IF;
          END IF;
        END"""
                .formatted(NOT_OURS, writableStates(), NOT_HOME, PlacementState.COPYING.column());
    }

    /**
     * Changes a placement that is as the caller thinks. What is signed names the change, so that
     * neither a session's signature nor that of another change does. The keys are read, because
     * nothing here need be fast: so no exchange of passwords gives the procedure another name.
     *
     * <p>An UPDATE waits for those who write there now, as long as the session's lock timeout says.
     */
    static String placingBody() {
        return """
        BEGIN
        %s
          IF p_from_state = '%s' THEN
            INSERT IGNORE INTO placement (tenant_id, epoch, state)
              VALUES (p_tenant, p_epoch, p_state);
          ELSE
            UPDATE placement SET epoch = p_epoch, state = p_state
              WHERE tenant_id = p_tenant AND epoch = p_from_epoch AND state = p_from_state;
          END IF;
          SELECT ROW_COUNT();
        END"""
                .formatted(
                        requireSigned(
                                "'place', p_tenant, p_from_epoch, p_from_state, p_epoch, p_state"),
                        NO_ROW);
    }

    /**
     * Takes lines away from the trail of a tenant whose trail is, or will be, at home elsewhere: no
     * account that serves may do that otherwise.
     */
    static String emptyingBody() {
        return """
        BEGIN
        %s
          IF NOT EXISTS (SELECT 1 FROM placement p WHERE p.tenant_id = p_tenant
              AND p.epoch = p_epoch AND p.state = '%s' LOCK IN SHARE MODE) THEN
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = %d,
              MESSAGE_TEXT = 'the trail of this tenant is at home here';
          END IF;
          DELETE FROM audit_record WHERE tenant_id = p_tenant LIMIT p_most;
          SELECT ROW_COUNT();
        END"""
                .formatted(
                        requireSigned("'empty', p_tenant, p_epoch, p_most"),
                        PlacementState.FILLING.column(),
                        NOT_HOME);
    }

    /**
     * @param what is signed, after the connection
     */
    private static String requireSigned(String what) {
        return """
          IF NOT EXISTS (SELECT 1 FROM wall_key k
              WHERE CAST(p_mac AS CHAR) = SHA2(CONCAT(k.outer_pad, UNHEX(SHA2(CONCAT(k.inner_pad,
                CAST(CONCAT_WS(':', CONNECTION_ID(), %s) AS BINARY)), 256))), 256)) THEN
            SIGNAL SQLSTATE '45000' SET MYSQL_ERRNO = %d,
              MESSAGE_TEXT = 'this is not signed';
          END IF;"""
                .formatted(what, NOT_SIGNED);
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
        CREATE PROCEDURE %s(IN p_tenant %s,
          IN p_table VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
          IN p_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin,
          IN p_next_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin)
        SQL SECURITY DEFINER
        %s"""
                .formatted(procedure, ID, body);
    }

    String createPlacing(String body) {
        return """
        CREATE PROCEDURE %1$s(IN p_tenant %2$s,
          IN p_from_epoch BIGINT, IN p_from_state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
          IN p_epoch BIGINT, IN p_state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_bin,
          IN p_mac CHAR(64) CHARACTER SET ascii COLLATE ascii_bin)
        SQL SECURITY DEFINER
        %3$s"""
                .formatted(placing, ID, body);
    }

    String createEmptying(String body) {
        return """
        CREATE PROCEDURE %s(IN p_tenant %s, IN p_epoch BIGINT, IN p_most INT,
          IN p_mac CHAR(64) CHARACTER SET ascii COLLATE ascii_bin)
        SQL SECURITY DEFINER
        %s"""
                .formatted(emptying, ID, body);
    }

    static String grantCalling(String routine, String account) {
        return "GRANT EXECUTE ON PROCEDURE `%s` TO %s".formatted(routine, account);
    }

    /** Neither has a home to be asked for: the one says where it is, the other is for the mover. */
    static boolean isFenced(String table) {
        return !table.equals(PLACEMENT) && !table.equals(JOURNAL);
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
        var row = event.equals("INSERT") ? "NEW" : "OLD";
        return "CREATE TRIGGER `%s` BEFORE %s ON `%s` FOR EACH ROW CALL %s(%s.tenant_id, '%s', %s.id, %s)"
                .formatted(
                        triggerName(table, event),
                        event,
                        table,
                        procedure,
                        row,
                        table,
                        row,
                        event.equals("UPDATE") ? "NEW.id" : "NULL");
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
                    case JOURNAL -> "SELECT, DELETE";
                    default -> "SELECT, INSERT, UPDATE, DELETE";
                };
        return "GRANT %s ON `%s%s` TO %s".formatted(rights, VIEW, table, account);
    }

    static String grantReading(String table, String account) {
        return "GRANT SELECT ON `%s` TO %s".formatted(table, account);
    }

    /** All statements, for a table that does not exist. */
    static String sample() {
        var sql = new WallSql(FUNCTION, PROCEDURE, PLACING, EMPTYING);
        var columns = List.of("c");
        return String.join(
                "\n",
                sql.createFunction(functionBody(List.of())),
                sql.createProcedure(procedureBody()),
                sql.createPlacing(placingBody()),
                sql.createEmptying(emptyingBody()),
                sql.createView("t", columns),
                sql.createSessionView(),
                sql.createForeignRowsView(columns),
                sql.createTrigger("t", "INSERT"),
                sql.createTrigger("t", "UPDATE"),
                sql.createTrigger("t", "DELETE"),
                grant("t", "a"),
                grant(TRAIL, "a"),
                grant(PLACEMENT, "a"),
                grant(JOURNAL, "a"),
                grantCalling(PLACING, "a"),
                grantReading("t", "a"));
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
    }
}
