package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.FakeServer.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrgRetireTest {
    private static final String RUNNING =
            """
            {"id":"1","slug":"acme","state":"running","requestedBy":"a@b.c","readOnlySince":"T0",
             "finishFrom":"T1","steps":[{"name":"rows","state":"begun","evidence":"7 rows are left"}],
             "certificate":null}
            """;

    private static final String RETIRED =
            """
            {"id":"1","slug":"acme","state":"retired","requestedBy":"a@b.c","readOnlySince":"T0",
             "finishFrom":"T1","retiredAt":"T2","steps":[],
             "certificate":{"certifiedAt":"T3","before":{"rows":[{"database":"the shared database",
              "tables":{"patient":2}}],"objects":[{"bucket":"b","versions":3}]},
              "scheduled":[{"what":"the key k","from":"T4"}],
              "kept":[{"what":"a trail","toDo":"law"}],"yours":[],"notCovered":[]}}
            """;

    private final List<String> asked = new ArrayList<>();
    private Path folder;

    @BeforeEach
    void prepare(@TempDir Path temporary) {
        folder = temporary;
    }

    private Run run(Function<String, Reply> replies, String... words) {
        try (var server =
                new FakeServer(
                        line -> {
                            asked.add(line);
                            return replies.apply(line);
                        })) {
            var all = new ArrayList<>(List.of("org", "retire", "acme"));
            all.addAll(List.of(words));
            return Run.in(server.home(folder), all.toArray(String[]::new));
        }
    }

    private Run finish(Function<String, Reply> replies) {
        return run(replies, "--finish", "--confirm", "acme", "--requested-by", "a@b.c");
    }

    @Test
    void asksAgainUntilItIsDoneAndPrintsTheCertificate() {
        var done =
                finish(
                        line ->
                                asked.size() == 1
                                        ? new Reply(202, RUNNING)
                                        : new Reply(200, RETIRED));

        assertThat(done.code()).isZero();
        assertThat(asked).hasSize(2).allMatch(line -> line.contains("/acme/retirement/completion"));
        assertThat(done.err()).contains("7 rows are left");
        assertThat(done.out())
                .contains("patient", "3 versions", "the key k goes at T4", "a trail: law");
    }

    @Test
    void saysHowToGoOnAndHowToGoBack() {
        var begun =
                run(
                        line -> new Reply(200, RUNNING),
                        "--confirm",
                        "acme",
                        "--requested-by",
                        "a@b.c");

        assertThat(begun.code()).isZero();
        assertThat(begun.out())
                .contains("From T1 on", "org retire acme --finish", "org retire acme --undo");
    }

    @Test
    void saysFromWhenItMayBeDestroyed() {
        var early = finish(line -> new Reply(409, "{\"title\":\"T\",\"from\":\"T1\"}"));

        assertThat(early.code()).isEqualTo(4);
        assertThat(early.err()).contains("from T1 on");
    }

    @Test
    void saysWhereItStopsAndWhy() {
        var stopped =
                finish(
                        line ->
                                asked.size() == 1
                                        ? new Reply(503, "{\"title\":\"T\",\"step\":\"rows\"}")
                                        : new Reply(200, RUNNING));

        assertThat(stopped.code()).isEqualTo(1);
        assertThat(stopped.err()).contains("It stops at rows: 7 rows are left");
    }

    @Test
    void doesNothingForAnotherSlug() {
        var wrong = finish(line -> new Reply(400, "{\"title\":\"T\",\"fields\":[\"confirm\"]}"));

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("--confirm must be the slug");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--confirm=acme",
                "--requested-by=a@b.c",
                "--finish",
                "--finish --undo --confirm=acme --requested-by=a@b.c"
            })
    void asksNothingWhenSomethingIsMissing(String words) {
        var run = run(line -> new Reply(200, RUNNING), words.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(asked).isEmpty();
    }
}
