package health.cordon.system.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.Cordon;
import health.cordon.migration.MigrationVerbs;
import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The runbook's steps 1.1 to 1.4 with two users who have no more rights than docs/deploy.md says.
 */
@OnPlatform
class HandMadeDatabaseIT {
    /** As docs/deploy.md lists them. */
    private static final String TO_MIGRATE =
            "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX, REFERENCES, TRIGGER,"
                    + " CREATE VIEW, SHOW VIEW, CREATE ROUTINE, ALTER ROUTINE, EXECUTE";

    /** None: the migration gives it those that it needs. */
    private static final String TO_RUN = "";

    private static final String PASSWORD = "hush-91c4-hush";

    private final Platform platform;
    private final Path folder;
    private final String name = Organisation.unique("hand");

    private record Run(int code, String out, String err) {}

    HandMadeDatabaseIT(Platform platform, @TempDir Path folder) {
        this.platform = platform;
        this.folder = folder;
    }

    @Test
    void servesAnOrganisationOnceItIsMigrated() throws IOException {
        create();
        user("migrator", TO_MIGRATE);
        user("runner", TO_RUN);

        var first = new ObjectMapper().readTree(migrateFor("runner", "--json").out());
        var again = new ObjectMapper().readTree(migrateFor("runner", "--json").out());

        System.out.println("db migrate " + first + " then " + again);
        assertThat(first.path("before").path("changes").asInt()).isZero();
        assertThat(first.path("applied").asInt()).isPositive();
        assertThat(again.path("applied").asInt()).isZero();
        assertThat(Files.readString(Folders.project().resolve("docs/deploy.md")))
                .contains(
                        "Now:      %s, %d changes"
                                .formatted(
                                        first.path("after").path("version").asText(),
                                        first.path("after").path("changes").asInt()));
        assertThat(again.path("databaseId")).isEqualTo(first.path("databaseId"));
        assertThat(again.path("after")).isEqualTo(first.path("after"));

        serve();
    }

    private void serve() throws IOException {
        var organisation = platform.organisation();
        refer();
        var admin = platform.platformAdmin();
        var now = admin.get("organisations/" + organisation.slug());
        var change = Map.of("name", "Changed", "clinicalDbConnectionRef", name);
        var set = admin.put("organisations/" + organisation.slug(), now.etag(), change);
        assertThat(set.status()).as("%s", set).isEqualTo(200);

        organisation.addPatient();

        assertThat(made().rows("patient", organisation)).isOne();
        assertThat(platform.sharedDatabase().rows("patient", organisation)).isZero();
    }

    @Test
    void saysWhichRightsAreMissing() throws IOException {
        create();
        user("runner", TO_RUN);

        var run = migrate("runner");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("rights").doesNotContain(PASSWORD);
        assertThat(made().column("SHOW TABLES")).isEmpty();
    }

    @Test
    void touchesNothingOfSomethingElse() throws IOException {
        create();
        user("migrator", TO_MIGRATE);
        made().execute("CREATE TABLE invoice (id INT PRIMARY KEY)");

        var run = migrate("migrator");

        assertThat(run.code()).isEqualTo(4);
        assertThat(made().column("SHOW TABLES")).containsExactly("invoice");
    }

    @Test
    void servesAsNobodyWhoSeesPastTheViews() throws IOException {
        create();
        user("migrator", TO_MIGRATE);
        user("runner", "SELECT");

        var run = migrateFor("runner");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("past its view", "REVOKE");
    }

    @Test
    void servesAsNobodyWhoMayChangeTables() throws IOException {
        create();
        user("migrator", TO_MIGRATE);

        var run = migrateFor("migrator");

        assertThat(run.code()).isEqualTo(5);
        assertThat(run.err()).contains("another than the one who migrates");
    }

    @Test
    void givesNobodyARightWithoutARuntimeUser() throws IOException {
        create();
        user("migrator", TO_MIGRATE);
        user("runner", TO_RUN);

        var run = migrate("migrator");

        assertThat(run.code()).as("%s", run).isZero();
        assertThat(run.err()).contains("--runtime-url-file");
        assertThat(
                        made().column(
                                        "SELECT COUNT(*) FROM mysql.tables_priv WHERE db = '%s'"
                                                .formatted(database())))
                .containsExactly("0");
    }

    private void create() {
        platform.platformDatabase()
                .execute("CREATE DATABASE `%s` CHARACTER SET utf8mb4".formatted(database()));
    }

    private void user(String kind, String rights) {
        var account = "'%s_%s'@'127.0.0.1'".formatted(kind, name);
        platform.platformDatabase()
                .execute("CREATE USER %s IDENTIFIED BY '%s'".formatted(account, PASSWORD));
        if (!rights.isEmpty()) {
            platform.platformDatabase()
                    .execute(
                            "GRANT %s ON `%s`.* TO %s WITH GRANT OPTION"
                                    .formatted(rights, database().replace("_", "\\_"), account));
        }
    }

    /** Puts the URL where the server looks for it. */
    private void refer() throws IOException {
        var variable = "CLINICAL_DB_URL_" + name.toUpperCase(Locale.ROOT);
        Files.writeString(platform.sandbox().home().refs().resolve(variable), url("runner"));
    }

    /** By the migrator, for somebody to serve. */
    private Run migrateFor(String kind, String... more) throws IOException {
        var words = new ArrayList<>(List.of("--runtime-url-file", file(kind).toString()));
        words.addAll(List.of(more));
        return migrate("migrator", words.toArray(String[]::new));
    }

    private Path file(String kind) throws IOException {
        var file = folder.resolve(kind + ".url");
        Files.writeString(file, url(kind) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Run migrate(String kind, String... more) throws IOException {
        var file = file(kind);
        var words = new ArrayList<>(List.of("db", "migrate", "--url-file", file.toString()));
        words.addAll(List.of(more));
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                MigrationVerbs.addTo(Cordon.commandLine())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(words.toArray(String[]::new));
        assertThat(out.toString() + err).doesNotContain(PASSWORD);
        return new Run(code, out.toString(), err.toString());
    }

    private String url(String kind) {
        return "mysql://%s_%s:%s@127.0.0.1:%d/%s"
                .formatted(kind, name, PASSWORD, platform.sandbox().port(PortName.DB), database());
    }

    /** As the sandbox would call it, so that its administrator finds it. */
    private String database() {
        return "clin_" + name;
    }

    private Database made() {
        return platform.database(name);
    }
}
