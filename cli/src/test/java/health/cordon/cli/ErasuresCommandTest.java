package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.FakeServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasuresCommandTest {
    private static final String DONE =
            """
            {"patientId":"p1","state":"done","requestedBy":"me","begunAt":"2026-11-27T21:00:00.000Z",
             "doneAt":"2026-11-27T21:00:00.100Z","dataKeyId":"d1","wrappedBy":"kms:arn:k",
             "destroyed":{"dek":1,"image":2,"patient":1}}
            """;
    private static final String BEGUN =
            """
            {"patientId":"p2","state":"begun","requestedBy":"me","begunAt":"2026-11-27T21:00:00.000Z",
             "doneAt":null,"dataKeyId":"d2","wrappedBy":"local","destroyed":null}
            """;

    @Test
    void showsWhoWasErasedAndHowMuchWent(@TempDir Path folder) {
        var run = list(folder, "erasures", "list", "--org", "north");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out()).containsPattern("p1 +done +2026-\\S+ +me +4 +kms:arn:k");
        assertThat(run.out()).containsPattern("p2 +begun +- +me +- +local");
    }

    @Test
    void printsOneDocumentAsJson(@TempDir Path folder) throws IOException {
        var run = list(folder, "erasures", "list", "--org", "north", "--json");

        assertThat(run.code()).isZero();
        var json = new ObjectMapper();
        assertThat(json.readTree(run.out())).isEqualTo(json.readTree(page()));
    }

    @Test
    void endsWithThreeForAnUnknownOrganisation(@TempDir Path folder) {
        try (var server = new FakeServer(line -> new Reply(404, "{\"title\":\"T\"}"))) {
            var run = Run.in(server.home(folder), "erasures", "list", "--org", "nobody");

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
        }
    }

    private static Run list(Path folder, String... words) {
        try (var server = new FakeServer(line -> new Reply(200, page()))) {
            var run = Run.in(server.home(folder), words);
            assertThat(server.requests())
                    .containsExactly("GET /admin/organisations/north/erasures?limit=200");
            return run;
        }
    }

    private static String page() {
        return "{\"items\":[%s,%s],\"next\":null}".formatted(DONE, BEGUN);
    }
}
