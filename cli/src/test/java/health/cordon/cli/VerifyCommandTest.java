package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.FakeServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    private static final String PASSED = seen(true, "passed", "null");
    private static final String FAILED = seen(false, "failed", "\"Look at step 2.\"");

    @Test
    void showsATableAndIsDoneWhenAllPassed(@TempDir Path folder) {
        var run = verify(folder, PASSED, "verify", "--org", "north");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("CHECK", "bucket-on-row", "names north-records");
        assertThat(run.out()).contains("north is verified.");
        assertThat(run.err()).contains("Verifying north");
    }

    @Test
    void endsWithSevenAndTheRemedyWhenOneFailed(@TempDir Path folder) {
        var run = verify(folder, FAILED, "verify", "--org", "north");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).contains("bucket-on-row: Look at step 2.", "north is NOT verified.");
    }

    @Test
    void printsOneDocumentAsJson(@TempDir Path folder) throws IOException {
        var run = verify(folder, FAILED, "verify", "--org", "north", "--json");

        assertThat(run.code()).isEqualTo(7);
        assertThat(new ObjectMapper().readTree(run.out()))
                .isEqualTo(new ObjectMapper().readTree(FAILED));
    }

    @Test
    void showsWhatEarlierOnesSaw(@TempDir Path folder) {
        var page = "{\"items\":[%s,%s],\"next\":null}".formatted(FAILED, PASSED);
        try (var server = new FakeServer(line -> new Reply(200, page))) {
            var run = Run.in(server.home(folder), "verify", "--org", "north", "--history");

            assertThat(run.code()).isZero();
            assertThat(server.requests())
                    .containsExactly("GET /admin/organisations/north/verification");
            assertThat(run.out().lines()).hasSize(3);
            assertThat(run.out()).contains("bucket-on-row");
        }
    }

    @Test
    void saysThatAnotherOneRuns(@TempDir Path folder) {
        try (var server = new FakeServer(line -> new Reply(409, "{\"title\":\"T\"}"))) {
            var run = Run.in(server.home(folder), "verify", "--org", "north");

            assertThat(run.code()).isEqualTo(4);
            assertThat(run.out()).isEmpty();
        }
    }

    private static Run verify(Path folder, String answer, String... words) {
        try (var server = new FakeServer(line -> new Reply(201, answer))) {
            var run = Run.in(server.home(folder), words);
            assertThat(server.requests())
                    .containsExactly("POST /admin/organisations/north/verification");
            return run;
        }
    }

    private static String seen(boolean passed, String outcome, String remedy) {
        return """
        {"id":"1","organisation":"2","at":"2026-11-21T05:37:18.333Z","requestedBy":"me",
         "passed":%s,"checks":[{"name":"bucket-on-row","passed":%s,"outcome":"%s",
         "evidence":"the image's row names north-records","remedy":%s}]}
        """
                .formatted(passed, passed, outcome, remedy);
    }
}
