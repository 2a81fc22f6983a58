package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.FakeServer.Reply;
import health.cordon.cli.outcome.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all verbs have in common. */
class CordonTest {
    private Path folder;

    @BeforeEach
    void prepare(@TempDir Path temporary) {
        folder = temporary;
    }

    @Test
    void helpTellsEveryExitCode() {
        var help = Run.in(folder, "--help");

        assertThat(help.code()).isZero();
        for (var code : ExitCode.values()) {
            assertThat(help.out()).containsPattern("(?m)^ +" + code.code() + "  +\\S");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", ""})
    void namesTheVerbsWhenThereIsNone(String words) {
        var run = words.isEmpty() ? Run.in(folder) : Run.in(folder, words);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("Which verb: ", "org", "import");
    }

    @Test
    void callsAnUnknownVerbByItsName() {
        assertThat(Run.in(folder, "nope").err()).startsWith("There is no such verb: nope.");
        assertThat(Run.in(folder, "org", "nope").err()).startsWith("There is no such verb: nope.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json org show north", "org show north --json"})
    void anErrorIsOneDocumentToo(String words) throws IOException {
        try (var server = new FakeServer(line -> new Reply(404, "{}"))) {
            var run = Run.in(server.home(folder), words.split(" "));

            assertThat(run.code()).isEqualTo(3);
            assertThat(run.err().lines()).hasSize(1);
            assertThat(run.out().lines()).hasSize(1);
            var error = new ObjectMapper().readTree(run.out()).path("error");
            assertThat(error.path("code").asInt()).isEqualTo(3);
            assertThat(error.path("message").asText()).isEqualTo(run.err().strip());
        }
    }

    @Test
    void aWrongWordIsOneDocumentToo() throws IOException {
        var run = Run.in(folder, "org", "list", "--colour", "--json");

        var error = new ObjectMapper().readTree(run.out()).path("error");
        assertThat(run.code()).isEqualTo(2);
        assertThat(error.path("code").asInt()).isEqualTo(2);
    }

    @Test
    void namesAllMissingVariablesAtOnce() {
        var run = Run.with(Map.of("CORDON_CLIENT_ID", "c"), "org", "list");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("CORDON_URL, CORDON_ISSUER, CORDON_CLIENT_SECRET are not set;");
    }
}
