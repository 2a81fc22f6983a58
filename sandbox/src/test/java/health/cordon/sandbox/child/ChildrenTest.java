package health.cordon.sandbox.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildrenTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    private Path folder;
    private Children children;

    @BeforeEach
    void noChildren(@TempDir Path temporary) {
        folder = temporary;
        children = new Children(folder, folder);
    }

    @AfterEach
    void endChildren() {
        children.stop("one", Duration.ZERO);
    }

    @Test
    void findsAChildThatAnotherRunStarted() {
        var process = start("exec sleep 60");

        var found = new Children(folder, folder).running("one");

        assertThat(found).map(ProcessHandle::pid).contains(process.pid());
    }

    @Test
    void leavesAProcessAloneThatGotTheNumberOfAnOldChild() throws Exception {
        var foreign = new ProcessBuilder("sleep", "60").start();
        try {
            // As it would be after a crash of the machine: the number is in use again.
            Files.writeString(folder.resolve("one.pid"), foreign.pid() + " an-earlier-boot/1\n");

            boolean stopped = children.stop("one", SHORT);

            assertThat(stopped).isFalse();
            assertThat(foreign.isAlive()).isTrue();
            assertThat(folder.resolve("one.pid")).doesNotExist();
        } finally {
            foreign.destroyForcibly();
        }
    }

    @Test
    void takesAnEmptyOrBentFileForNoProcess() throws IOException {
        for (var text : List.of("", "x", "-1 y", "12", "99999999999999999999 z")) {
            Files.writeString(folder.resolve("one.pid"), text);

            assertThat(children.running("one")).isEmpty();
        }
    }

    @Test
    void insistsWhenAskingDoesNotHelp() {
        var process = start("trap '' TERM; echo deaf; while :; do sleep 1; done");
        while (children.log("one").tail(1).isEmpty()) {
            Thread.onSpinWait();
        }

        boolean stopped = children.stop("one", Duration.ofMillis(300));

        assertThat(stopped).isTrue();
        // It is dead by now; the runtime collects it in its own time.
        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void keepsTheLogOfTheRunBefore() throws Exception {
        start("echo first").onExit().get();
        start("echo second").onExit().get();

        assertThat(children.log("one").tail(5)).containsExactly("second");
        assertThat(folder.resolve("one.log.1")).hasContent("first");
    }

    private ProcessHandle start(String script) {
        return children.start(
                new ChildSpec("one", List.of("/bin/sh", "-c", script), Map.of(), folder));
    }
}
