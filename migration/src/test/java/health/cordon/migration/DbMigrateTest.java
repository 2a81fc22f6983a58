package health.cordon.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.cli.Cordon;
import health.cordon.cli.outcome.Failure;
import health.cordon.tenancy.trust.TrustProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens before a database is asked. */
class DbMigrateTest {
    private static final String PASSWORD = "hush-7b1f";
    private final Path folder;

    private record Run(int code, String out, String err) {}

    DbMigrateTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        var run = migrate(urlFile(nowhere(), "rw-------"));

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("does not answer").doesNotContain(PASSWORD, "Warning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void warnsOfAFileThatIsOpenToOthers(String permissions) throws IOException {
        var run = migrate(urlFile(nowhere(), permissions));

        assertThat(run.err()).contains("Warning: others").contains("chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no url",
                "postgres://u:hush-7b1f@127.0.0.1/d",
                "mysql://u:hush-7b1f@127.0.0.1/",
                "mysql://u:hush-7b1f@127.0.0.1/d?allowLoadLocalInfile=true",
                "mysql://u:hush-7b1f@db.example.com/d?sslMode=DISABLED",
                "mysql://u:hush-7b1f@127.0.0.1/d\nmysql://u:hush-7b1f@127.0.0.1/e"
            })
    void refusesWhatIsNoUrl(String text) throws IOException {
        var run = migrate(urlFile(text, "rw-------"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).doesNotContain(PASSWORD).doesNotContain("hush");
    }

    @Test
    void refusesAFileThatIsNotThereOrTooLarge() throws IOException {
        assertThat(migrate(folder.resolve("none")).code()).isEqualTo(2);
        assertThat(migrate(folder).code()).isEqualTo(2);
        assertThat(migrate(urlFile("m".repeat(4097), "rw-------")).code()).isEqualTo(2);
    }

    @Test
    void refusesAuthoritiesThatAreNotThere() {
        assertThatThrownBy(
                        () ->
                                Authorities.install(
                                        key -> key.equals("TRUSTED_CA_FILE") ? "/none" : null))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("TRUSTED_CA_FILE");
    }

    /** The driver asks for this provider; without it the Java runtime's own trust would hold. */
    @Test
    void believesWhomTheServerBelieves() throws IOException {
        TrustProvider.remove();
        try {
            migrate(urlFile(nowhere(), "rw-------"));

            assertThat(TrustProvider.installedName()).isPresent();
        } finally {
            TrustProvider.remove();
        }
    }

    @Test
    void asksForTheFile() {
        assertThat(run("db", "migrate").code()).isEqualTo(2);
        assertThat(run("db").code()).isEqualTo(2);
    }

    private static String nowhere() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return "mysql://u:%s@127.0.0.1:%d/d".formatted(PASSWORD, socket.getLocalPort());
        }
    }

    private Path urlFile(String text, String permissions) throws IOException {
        var file = Files.writeString(folder.resolve("url"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static Run migrate(Path file) {
        return run("db", "migrate", "--url-file", file.toString());
    }

    private static Run run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                MigrationVerbs.addTo(Cordon.commandLine())
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(words);
        return new Run(code, out.toString(), err.toString());
    }
}
