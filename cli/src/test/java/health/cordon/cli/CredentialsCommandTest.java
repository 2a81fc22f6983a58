package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.FakeServer.Reply;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsCommandTest {
    private Path folder;

    @BeforeEach
    void prepare(@TempDir Path temporary) {
        folder = temporary;
    }

    @Nested
    class RotateCredentials {
        private static final String WAITING =
                """
                {"ref":"p-1","state":"waiting","since":"2026-01-01T00:00:00.000Z",
                 "waiting":{"seconds":1,"sessions":0},
                 "steps":[{"name":"accounts","state":"done","evidence":"two"},
                          {"name":"wait","state":"begun","evidence":"1 s more"}]}
                """;
        private static final String DONE =
                """
                {"ref":"p-1","state":"done","since":"2026-01-01T00:00:00.000Z","waiting":null,
                 "steps":[{"name":"accounts","state":"done","evidence":"two"},
                          {"name":"wait","state":"done","evidence":"0 sessions"},
                          {"name":"former","state":"done","evidence":"both are gone"}]}
                """;

        @Test
        void asksUntilTheFormerAccountsAreGone() {
            var asked = new AtomicInteger();
            try (var server =
                    new FakeServer(
                            line -> new Reply(200, asked.incrementAndGet() < 2 ? WAITING : DONE))) {
                var run = Run.in(server.home(folder), "org", "rotate-credentials", "north");

                assertThat(run.code()).isZero();
                assertThat(server.requests())
                        .containsExactly(
                                "POST /admin/organisations/north/credentials/rotation",
                                "POST /admin/organisations/north/credentials/rotation");
                assertThat(run.err().lines())
                        .hasSize(4)
                        .anyMatch(line -> line.contains("1 s more"));
                assertThat(run.out())
                        .contains(
                                "former    both are gone", "p-1 of north has new passwords since");
            }
        }

        @Test
        void printsOneDocument() {
            try (var server = new FakeServer(line -> new Reply(200, DONE))) {
                var run =
                        Run.in(server.home(folder), "org", "rotate-credentials", "north", "--json");

                assertThat(run.out().lines()).hasSize(1);
                assertThat(run.out()).contains("\"state\":\"done\"");
            }
        }

        @Test
        void saysThatItHasNone() {
            var problem = "{\"type\":\"urn:cordon:problem:credentials-by-hand\",\"title\":\"T\"}";
            try (var server =
                    new FakeServer(
                            line ->
                                    line.startsWith("GET")
                                            ? new Reply(200, "{\"clinicalDbConnectionRef\":null}")
                                            : new Reply(409, problem))) {
                var run = Run.in(server.home(folder), "org", "rotate-credentials", "north");

                assertThat(run.code()).isEqualTo(4);
                assertThat(run.err()).contains("no database of its own").doesNotContain("by hand");
            }
        }

        @Test
        void saysThatItHasEnded() {
            try (var server =
                    new FakeServer(
                            line ->
                                    line.startsWith("GET")
                                            ? new Reply(200, "{\"status\":\"retired\"}")
                                            : new Reply(404, "{\"title\":\"T\"}"))) {
                var run = Run.in(server.home(folder), "org", "rotate-credentials", "north");

                assertThat(run.code()).isEqualTo(4);
                assertThat(run.err()).contains("north has ended", "org retire north --show");
            }
        }

        @Test
        void saysWhatToDoByHand() {
            var problem = "{\"type\":\"urn:cordon:problem:credentials-by-hand\",\"title\":\"T\"}";
            try (var server = new FakeServer(line -> new Reply(409, problem))) {
                var run = Run.in(server.home(folder), "org", "rotate-credentials", "north");

                assertThat(run.code()).isEqualTo(4);
                assertThat(run.err()).contains("by hand", "--runtime-url-file");
            }
        }
    }

    @Nested
    class Rekey {
        private static final String PASS =
                """
                {"newest":"k2","resealed":%d,"complete":%s,
                 "before":[{"key":"k1","connections":%d,"configured":true}],
                 "after":[{"key":"k1","connections":0,"configured":true},
                          {"key":"k2","connections":9,"configured":true},
                          {"key":"k9","connections":1,"configured":false}],
                 "unopened":["p-7"],"removable":["k1"]}
                """;

        @Test
        void goesOnToTheEndAndSaysWhichKeyMayGo() {
            var asked = new AtomicInteger();
            try (var server =
                    new FakeServer(
                            line ->
                                    new Reply(
                                            200,
                                            asked.incrementAndGet() < 2
                                                    ? PASS.formatted(5, "false", 9)
                                                    : PASS.formatted(4, "true", 4)))) {
                var run = Run.in(server.home(folder), "connections", "rekey");

                assertThat(run.code()).isZero();
                assertThat(server.requests())
                        .containsExactly(
                                "POST /admin/connections/rekey", "POST /admin/connections/rekey");
                assertThat(run.out())
                        .contains(
                                "9 connections sealed anew.",
                                "p-7 does not open",
                                "Key k1 may be taken out of CONNECTION_ENCRYPTION_KEYS.")
                        .containsPattern("k1 +9 +0")
                        .containsPattern("k9 +0 +1 +unknown");
            }
        }

        @Test
        void saysThatThereIsNoKey() {
            try (var server = new FakeServer(line -> new Reply(409, "{\"title\":\"T\"}"))) {
                var run = Run.in(server.home(folder), "connections", "rekey", "--json");

                assertThat(run.code()).isEqualTo(4);
                assertThat(run.err()).contains("CONNECTION_ENCRYPTION_KEYS");
            }
        }
    }
}
