package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.FakeServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RewrapDaysTest {
    @TempDir Path folder = Path.of("");

    private static Reply north(String days) {
        return new Reply(
                200, "{\"slug\":\"north\",\"name\":\"N\",\"rewrapDays\":%s}".formatted(days));
    }

    @ParameterizedTest
    @CsvSource({
        "null, --rewrap-days 90, '\"rewrapDays\":90'",
        "90, --rewrap-days none, '\"rewrapDays\":null'",
        "90, --bucket b, '\"rewrapDays\":90'"
    })
    void areSetTakenBackAndKept(String before, String words, String sent) {
        try (var server = new FakeServer(line -> north(before))) {
            var run = Run.in(server.home(folder), ("org set north " + words).split(" "));

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(server.lastBody()).contains(sent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3651", "-1", "soon", "1.5"})
    void areANumber(String days) {
        try (var server = new FakeServer(line -> north("null"))) {
            var run = Run.in(server.home(folder), "org", "set", "north", "--rewrap-days=" + days);

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("--rewrap-days");
        }
    }

    @Test
    void showInBothViews() {
        var status =
                new Reply(
                        200,
                        """
                        {"deks":1,"keys":[{"key":"local:k1","deks":1,"oldest":"O"}],"oldest":"O",
                         "rewrapDays":90,"due":"D","overdue":true}
                        """);
        try (var server = new FakeServer(line -> line.endsWith("/keys") ? status : north("90"))) {
            var home = server.home(folder);
            assertThat(Run.in(home, "org", "show", "north").out()).contains("after 90 days");
            assertThat(Run.in(home, "keys", "status", "--org", "north").out())
                    .contains("local:k1", "overdue since D");
        }
    }
}
