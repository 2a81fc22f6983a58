package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.FakeServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsCommandTest {
    private static final String REPORT =
            """
            {"to":"arn:k","requestedBy":"me","seconds":3,"passes":1,"rewrapped":9,"verified":9,"errors":0,
             "kmsCalls":18,"before":[{"database":"the shared database","seen":true,
             "keys":[{"key":"arn:old","deks":9}]}],"after":[{"database":"the shared database",
             "seen":true,"keys":[{"key":"arn:k","deks":9}]}],"oldKeys":[{"key":"arn:old","own":true,
             "deks":0,"free":true,"statement":"No DEK of this organisation depends on arn:old.",
             "advice":"kms:Decrypt on it may be revoked.","policy":{"Effect":"Deny"}}],
             "failures":[],"notSeen":["backups"],"reason":null}
            """;
    private static final String FAILED =
            """
            {"reason":"Some data keys could not be wrapped anew.","failures":[{"kind":"denied",
             "resource":"arn:old","permission":"kms:ReEncryptFrom","items":3}]}
            """;

    private static String job(String state, int done, String report) {
        return """
               {"id":"j1","job":"rewrap","organisation":"o1","state":"%s","done":%d,"errors":0,"total":9,
                "rate":500,"to":"arn:k","requestedBy":"me","createdAt":"2026-11-28T00:00:00.000Z",
                "startedAt":null,"endedAt":null,"continued":false,"report":%s}
               """
                .formatted(state, done, report);
    }

    private static Run run(Path folder, Function<String, Reply> replies, String... words) {
        try (var server = new FakeServer(replies)) {
            return Run.in(server.home(folder), words);
        }
    }

    @Test
    void startsAJobWithWhatIsGiven(@TempDir Path folder) throws IOException {
        try (var server = new FakeServer(line -> new Reply(201, job("running", 0, "null")))) {
            var run =
                    Run.in(
                            server.home(folder),
                            "jobs",
                            "start",
                            "rewrap",
                            "--org",
                            "north",
                            "--to",
                            "arn:k",
                            "--rate",
                            "7");

            assertThat(run.code()).as("%s", run).isZero();
            assertThat(server.requests()).containsExactly("POST /admin/jobs");
            var json = new ObjectMapper();
            assertThat(json.readTree(server.lastBody()))
                    .isEqualTo(
                            json.readTree(
                                    "{\"job\":\"rewrap\",\"organisation\":\"north\",\"to\":\"arn:k\",\"rate\":7}"));
        }
    }

    @Test
    void watchesUntilTheEnd(@TempDir Path folder) throws IOException {
        var asked = new AtomicInteger();
        var run =
                run(
                        folder,
                        line ->
                                line.startsWith("POST")
                                        ? new Reply(201, job("running", 0, "null"))
                                        : new Reply(
                                                200,
                                                asked.incrementAndGet() < 2
                                                        ? job("running", 4, "null")
                                                        : job("completed", 9, REPORT)),
                        "jobs",
                        "start",
                        "rewrap",
                        "--org",
                        "north",
                        "--watch",
                        "--json");

        assertThat(run.code()).as("%s", run).isZero();
        assertThat(new ObjectMapper().readTree(run.out()).path("state").asText())
                .isEqualTo("completed");
        assertThat(run.err())
                .contains("running: 0 of 9 done, 9 left", "completed: 9 of 9 done, 0 left");
    }

    @Test
    void showsTheEvidence(@TempDir Path folder) {
        var run =
                run(
                        folder,
                        line -> new Reply(200, job("completed", 9, REPORT)),
                        "jobs",
                        "show",
                        "j1");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "9 wrapped anew, 9 verified, 18 KMS calls, 3 s.",
                        "No DEK of this organisation depends on arn:old.",
                        "may be revoked",
                        "\"Effect\" : \"Deny\"",
                        "backups");
    }

    @Test
    void endsWithOneWhenAWatchedJobFails(@TempDir Path folder) {
        var run =
                run(
                        folder,
                        line -> new Reply(200, job("failed", 6, FAILED)),
                        "jobs",
                        "restart",
                        "j1",
                        "--watch");

        assertThat(run.code()).isOne();
        assertThat(run.out()).containsPattern("3 +denied +kms:ReEncryptFrom +arn:old");
    }

    @Test
    void saysThatOneIsContinued(@TempDir Path folder) {
        var there = job("running", 1, "null").replace("\"continued\":false", "\"continued\":true");
        var run =
                run(
                        folder,
                        line -> new Reply(200, there),
                        "jobs",
                        "start",
                        "rewrap",
                        "--org",
                        "north");

        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("continued");
    }

    @Test
    void endsWithThreeForAnUnknownJobAndFourForAConflict(@TempDir Path folder) {
        assertThat(
                        run(
                                        folder,
                                        line -> new Reply(404, "{\"title\":\"T\"}"),
                                        "jobs",
                                        "stop",
                                        "j9")
                                .code())
                .isEqualTo(3);
        assertThat(
                        run(
                                        folder,
                                        line -> new Reply(409, "{\"title\":\"T\"}"),
                                        "jobs",
                                        "start",
                                        "rewrap",
                                        "--org",
                                        "north")
                                .code())
                .isEqualTo(4);
    }
}
