package health.cordon.tenancy.wall;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.tenancy.organisation.OrganisationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A walled database with rows of two tenants under the same ids. The tables are taken from the
 * database's own catalogue, so a new one is held to all of it without being listed. Whatever a test
 * does, the rows of everybody else are what they were.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WallSuite {
    /** Placed by hand. */
    static final TenantSession OUR_SESSION =
            TenantSession.reading(new OrganisationId(UUID.randomUUID()));

    static final MarkedRows OURS =
            new MarkedRows(String.valueOf(OUR_SESSION.tenant()), "ours-3f", 0, "2026-01-01");
    static final MarkedRows THEIRS =
            new MarkedRows(UUID.randomUUID().toString(), "theirs-7x", 770_077, "1999-09-09");

    /** A tenant that has nothing here yet, not even a placement. */
    static final MarkedRows NEWCOMER =
            new MarkedRows(UUID.randomUUID().toString(), "nobody-5k", 0, "2001-01-01");

    static final String ID = UUID.randomUUID().toString();

    WalledPlace place;
    List<String> tables = List.of();

    /** Open all the while: it is asked after each attack. */
    Connection migrator;

    private List<String> restoring = List.of();
    private List<String> before = List.of();

    /** Where it is tried. */
    abstract WallServer server();

    @BeforeAll
    void build() throws SQLException {
        place = server().create(unique("wall-"));
        migrator = place.migrating();
        tables = new Catalogue(migrator).tenantTables();
        assertThat(tables).hasSizeGreaterThan(8);
        restoring = restoring();
    }

    @AfterAll
    void leave() throws SQLException {
        migrator.close();
    }

    @BeforeEach
    void bothHaveARowOfEach() throws SQLException {
        restore();
        before = ofOthers();
        assertThat(before).hasSize(tables.size());
    }

    @AfterEach
    void theRowsOfOthersAreWhatTheyWere() throws SQLException {
        assertThat(ofOthers()).isEqualTo(before);
    }

    void requireUntouched(String attack) throws SQLException {
        assertThat(ofOthers()).as(attack).isEqualTo(before);
    }

    /** The views that a tenant's rows are seen through. */
    Stream<String> views() {
        return tables.stream().map(table -> WallSql.VIEW + table);
    }

    static String tableOf(String view) {
        return view.substring(WallSql.VIEW.length());
    }

    /** Rows as they were at first: attacks may have changed our own. */
    void restore() throws SQLException {
        try (var statement = migrator.createStatement()) {
            migrator.setAutoCommit(false);
            statement.execute("SET FOREIGN_KEY_CHECKS = 0");
            for (var sql : restoring) {
                statement.addBatch(sql);
            }
            statement.executeBatch();
            migrator.commit();
        } finally {
            migrator.setAutoCommit(true);
        }
    }

    private List<String> restoring() throws SQLException {
        var statements = new ArrayList<String>();
        for (var table : tables) {
            statements.add("DELETE FROM `" + table + "`");
        }
        statements.addAll(OURS.insertions(migrator, tables, ID));
        statements.addAll(THEIRS.insertions(migrator, tables, ID));
        return statements;
    }

    /** Every row that is not ours, as its administrator sees it. */
    private List<String> ofOthers() throws SQLException {
        var rows = new ArrayList<String>();
        for (var table : tables) {
            rows.addAll(ofOthers(table));
        }
        return rows;
    }

    private List<String> ofOthers(String table) throws SQLException {
        var catalogue = new Catalogue(migrator);
        var columns =
                catalogue.columns(table).stream()
                        .filter(name -> !name.equals("seq"))
                        .map(name -> "HEX(`" + name + "`)")
                        .toList();
        return catalogue.column(
                "SELECT CONCAT_WS(',', '%1$s', %2$s) FROM `%1$s` WHERE tenant_id <> ? ORDER BY 1"
                        .formatted(table, String.join(", ", columns)),
                OURS.tenant());
    }

    /** Nothing in what a statement told comes from somebody else's rows. */
    static void requireNothingForeign(String statement, Seen seen) {
        assertThat(seen.toString()).as(statement).doesNotContain(THEIRS.tellTales());
        assertThat(seen.rows().stream().flatMap(List::stream))
                .as(statement)
                .doesNotContain(THEIRS.tenant());
    }
}
