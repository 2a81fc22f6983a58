package health.cordon.system.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StepTest {
    private final Path folder;

    StepTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void takesCommandsWithTheOutputThatFollowsThem() throws IOException {
        var document = folder.resolve("document.md");
        Files.writeString(
                document,
                """
                Say it:

                ```sh
                echo one
                ```

                ```text
                one
                ```

                Prose.

                ```sh
                true
                ```

                ```java
                int no;
                ```
                """);

        assertThat(Step.of(document))
                .containsExactly(
                        new Step("echo one\n", List.of("one")), new Step("true\n", List.of()));
    }

    @Test
    void missesLinesThatWereNotPrintedInTheirOrder() {
        var step = new Step("", List.of("a … c", "d"));
        assertThat(step.missingFrom("x\na b c\nd\n")).isEmpty();
        assertThat(step.missingFrom("a    b  c\nmore\nd\n")).isEmpty();
        assertThat(step.missingFrom("d\na b c\n")).containsExactly("d");
        assertThat(step.missingFrom("a b\nd\n")).containsExactly("a … c");
    }

    @Test
    void stopsAtTheFirstCommandThatFails() {
        try (var shell = new Shell(folder, Map.of("GREETING", "hello"))) {
            assertThat(shell.run("NAME=you\necho \"$GREETING $NAME\"\n"))
                    .isEqualTo(new Shell.Result("hello you\n", 0));
            assertThat(shell.run("echo \"$NAME\"\nfalse\necho never").printed())
                    .startsWith("you\n")
                    .doesNotContain("never");
        }
    }
}
