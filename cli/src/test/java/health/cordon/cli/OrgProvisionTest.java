package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.FakeServer.Reply;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgProvisionTest {
    private Path folder;

    @BeforeEach
    void prepare(@TempDir Path temporary) {
        folder = temporary;
    }

    private Run run(Function<String, Reply> replies) {
        try (var server = new FakeServer(replies::apply)) {
            return Run.in(
                    server.home(folder),
                    "org",
                    "provision",
                    "--slug=acme",
                    "--name=Acme",
                    "--region=eastus2",
                    "--vertical=acute",
                    "--tier=standard",
                    "--requested-by=you@example.com");
        }
    }

    private Run refused(int status, String problem) {
        return run(line -> new Reply(status, problem));
    }

    @ParameterizedTest
    @CsvSource({
        "taken, made by hand",
        "other-arguments, other arguments",
        "retired, has ended",
    })
    void saysWhyTheSlugIsNotFree(String reason, String sentence) {
        var run =
                refused(
                        409,
                        "{\"title\":\"T\",\"reason\":\"%s\",\"fields\":[\"slug\"]}"
                                .formatted(reason));

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains(sentence).doesNotContain("[", "{");
    }

    @Test
    void namesTheOptionAndWhatItMayBe() {
        var run =
                refused(
                        400,
                        "{\"title\":\"T\",\"fields\":[\"region\"],\"allowed\":[\"east\",\"west\"]}");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--region", "one of east, west");
    }

    @Test
    void namesTheOptionOfAnElement() {
        var run = refused(400, "{\"title\":\"T\",\"fields\":[\"states[0]\",\"requestedBy\"]}");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--states must be", "--requested-by must be an e-mail");
    }

    /** Whatever was away, the organisation was not asked for and is not missing. */
    @Test
    void saysThatNothingWasBegun() {
        var run =
                run(
                        line ->
                                line.startsWith("POST")
                                        ? new Reply(503, "{\"title\":\"T\"}")
                                        : new Reply(404, "{\"title\":\"T\"}"));

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("Nothing of acme was made").doesNotContain("does not exist");
    }

    @Test
    void saysWhereItStopped() {
        var run =
                run(
                        line ->
                                line.startsWith("POST")
                                        ? new Reply(503, "{\"title\":\"T\"}")
                                        : new Reply(
                                                200,
                                                "{\"steps\":[{\"name\":\"key\",\"state\":\"failed\"}]}"));

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err()).contains("acme stops at key", "--abort");
    }
}
