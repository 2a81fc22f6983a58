package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.FakeServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command takes a token that somebody else fetched. */
class TokenFileTest {
    private static final String ORGANISATION = "{\"id\":\"1\",\"slug\":\"north\",\"name\":\"N\"}";
    private static final int MOST = 16_384;

    private final Path folder;

    TokenFileTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void needsNoVariableOfAClient() throws IOException {
        try (var server = server()) {
            var run = list(server, Map.of(), write("aaa.bbb.ccc\n"));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(server.bearers()).containsExactly("Bearer aaa.bbb.ccc");
            assertThat(server.signIns()).isEmpty();
        }
    }

    @Test
    void goesBeforeTheClientsSecret() throws IOException {
        try (var server = server()) {
            var client =
                    Map.of(
                            "CORDON_ISSUER", server.url("/p"),
                            "CORDON_CLIENT_ID", "c",
                            "CORDON_CLIENT_SECRET", "s");

            assertThat(list(server, client, write("aaa")).code()).isZero();
            assertThat(server.bearers()).containsExactly("Bearer aaa");
            assertThat(server.signIns()).isEmpty();
        }
    }

    @Test
    void isReadAgainForEachRequest() throws IOException {
        var file = write("first");
        var asked = new AtomicInteger();
        try (var server =
                new FakeServer(
                        line -> {
                            rewrite(file, "renewed-" + asked.incrementAndGet());
                            return new Reply(200, ORGANISATION);
                        })) {
            var run = run(server, Map.of(), file, "org", "set", "north", "--bucket", "none");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(server.bearers()).startsWith("Bearer first", "Bearer renewed-1");
        }
    }

    @Test
    void mayBeAsLongAsItsBound() throws IOException {
        try (var server = server()) {
            assertThat(list(server, Map.of(), write("a".repeat(MOST))).code()).isZero();
            var longer = list(server, Map.of(), write("a".repeat(MOST + 1)));

            assertThat(longer.code()).isEqualTo(2);
            assertThat(longer.err()).contains("one token and nothing else");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "aaa\nbbb", "aaa bbb", "{\"access_token\":\"aaa\"}", "aäa"})
    void mustHoldOneTokenAndNothingElse(String text) throws IOException {
        try (var server = server()) {
            var run = list(server, Map.of(), write(text));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("one token and nothing else").doesNotContain("aaa");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void mustBeThere() {
        try (var server = server()) {
            var run = list(server, Map.of(), folder.resolve("nowhere"));

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("cannot be read; check --token-file");
            assertThat(server.requests()).isEmpty();
        }
    }

    private static FakeServer server() {
        return new FakeServer(line -> new Reply(200, "{\"items\":[],\"next\":null}"));
    }

    private static Run list(FakeServer server, Map<String, String> more, Path file) {
        return run(server, more, file, "org", "list");
    }

    private static Run run(
            FakeServer server, Map<String, String> more, Path file, String... words) {
        var environment = new HashMap<>(Map.of("CORDON_URL", server.url("/admin")));
        environment.putAll(more);
        var all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--token-file";
        all[words.length + 1] = file.toString();
        return Run.with(environment, all);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("token"), text);
    }

    private static void rewrite(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
