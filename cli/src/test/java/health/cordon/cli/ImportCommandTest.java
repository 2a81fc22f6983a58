package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.FakeServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportCommandTest {
    private static final String ANSWER =
            "{\"created\":{\"patient\":1},\"unchanged\":{},\"ignored\":{\"Claim\":3}}";

    private Path home;
    private Path bundles;

    @BeforeEach
    void writeBundles(@TempDir Path settings, @TempDir Path folder) throws IOException {
        home = settings;
        bundles = folder;
        for (var name : new String[] {"a.json", "b.json.gz", "hospitalX.json", "notes.txt"}) {
            Files.writeString(bundles.resolve(name), "{}");
        }
    }

    @Test
    void sumsWhatBecameOfAllFiles() throws IOException {
        try (var server = new FakeServer(line -> new Reply(200, ANSWER))) {
            var run = importing(server, "--json");

            assertThat(run.code()).isZero();
            assertThat(new ObjectMapper().readTree(run.out()).toString())
                    .isEqualTo(
                            "{\"files\":3,\"created\":{\"patient\":3},\"unchanged\":{},"
                                    + "\"ignored\":{\"Claim\":9}}");
        }
    }

    /** Else another organisation's token in a token file would decide. */
    @Test
    void saysForWhomItIs() {
        try (var server = new FakeServer(line -> new Reply(200, ANSWER))) {
            assertThat(importing(server).code()).isZero();
            assertThat(server.organisations()).containsExactly("north");
        }
    }

    @Test
    void saysThatTheOrganisationIsSuspended() {
        var suspended = "{\"type\":\"urn:cordon:problem:organisation-suspended\",\"title\":\"T\"}";
        try (var server =
                new FakeServer(
                        line ->
                                line.startsWith("POST")
                                        ? new Reply(403, suspended)
                                        : new Reply(200, "{}"))) {
            var run = importing(server);

            assertThat(run.code()).isEqualTo(5);
            assertThat(run.err()).contains("suspended", "org resume");
        }
    }

    @Test
    void goesOnAfterARefusedFileAndNamesIt() {
        var count = new AtomicInteger();
        try (var server =
                new FakeServer(
                        line ->
                                line.startsWith("POST") && count.incrementAndGet() == 1
                                        ? new Reply(400, "{\"title\":\"Not a bundle\"}")
                                        : new Reply(200, ANSWER))) {
            var run = importing(server);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("hospitalX.json was refused: Not a bundle.");
            assertThat(run.out()).contains("2 files imported.").contains("1 refused");
        }
    }

    @Test
    void saysWhyAFileWasRefused() throws IOException {
        try (var server =
                new FakeServer(
                        line ->
                                new Reply(
                                        400,
                                        "{\"title\":\"T\",\"reason\":\"not-json\",\"fields\":[\"/entry/3\"]}"))) {
            var run = importing(server, "--json");

            assertThat(run.err())
                    .contains(
                            "b.json.gz was refused: it is not JSON, or breaks off (at /entry/3).");
            assertThat(new ObjectMapper().readTree(run.out()).path("refused").path(0).toString())
                    .isEqualTo(
                            "{\"file\":\"hospitalX.json\",\"title\":\"T\",\"reason\":\"not-json\"}");
        }
    }

    @Test
    void saysThatThereIsNoSuchOrganisation() {
        try (var server =
                new FakeServer(
                        line ->
                                line.equals("GET /admin/organisations/north")
                                        ? new Reply(404, "{}")
                                        : new Reply(403, "{}"))) {
            var run = importing(server);

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err()).contains("There is no organisation north.");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 401, 500})
    void leavesARefusalARefusalWhereTheOrganisationMayExist(int status) {
        try (var server =
                new FakeServer(
                        line ->
                                line.startsWith("GET")
                                        ? new Reply(status, "{}")
                                        : new Reply(403, "{}"))) {
            assertThat(importing(server).code()).isEqualTo(5);
        }
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        try (var server = new FakeServer(line -> new Reply(200, ANSWER))) {
            var run = Run.in(server.home(home), "import", "--org", "north", "no/such.json");

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("no/such.json cannot be read");
        }
    }

    @Test
    void stopsWhenTheServerIsAway() {
        try (var server = new FakeServer(line -> new Reply(504, ""))) {
            var run = importing(server);

            assertThat(run.code()).isEqualTo(6);
            assertThat(server.requests()).filteredOn(line -> line.startsWith("POST")).hasSize(1);
        }
    }

    @Test
    void wantsSomethingToImport(@TempDir Path empty) {
        try (var server = new FakeServer(line -> new Reply(200, ANSWER))) {
            var run = Run.in(server.home(home), "import", "--org", "north", empty.toString());

            assertThat(run.code()).isEqualTo(2);
        }
    }

    private Run importing(FakeServer server, String... options) {
        var words = new java.util.ArrayList<>(java.util.List.of(options));
        words.addAll(java.util.List.of("import", "--org", "north", bundles.toString()));
        java.util.Collections.rotate(words, 4);
        return Run.in(server.home(home), words.toArray(new String[0]));
    }
}
