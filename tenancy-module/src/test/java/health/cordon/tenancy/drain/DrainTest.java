package health.cordon.tenancy.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.cordon.tenancy.settings.InvalidSettings;
import health.cordon.tenancy.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrainTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00.500Z");

    private final Path folder;

    DrainTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void seesTheFileWhileItIsThere() throws IOException {
        var file = folder.resolve("drain");
        assertThat(Drain.youngerThan(START, file)).isFalse();

        touch(file, START);
        assertThat(Drain.youngerThan(START, file)).isTrue();

        Files.delete(file);
        assertThat(Drain.youngerThan(START, file)).isFalse();
    }

    @Test
    void takesNoNoticeOfWhatAnEarlierStopLeft() throws IOException {
        var file = folder.resolve("drain");
        touch(file, START.minusMillis(1));

        assertThat(Drain.youngerThan(START, file)).isFalse();
    }

    @Test
    void looksInTheServersFolderUnlessToldOtherwise() {
        assertThat(DrainConfig.from(settings(Map.of())).file()).isEqualTo(Path.of("drain"));
        assertThat(DrainConfig.from(settings(Map.of("DRAIN_FILE", "/run/cordon/drain"))).file())
                .isEqualTo(Path.of("/run/cordon/drain"));
    }

    @Test
    void refusesWhatIsNoPath() {
        var settings = settings(Map.of("DRAIN_FILE", "a\0b"));
        DrainConfig.from(settings);
        assertThatThrownBy(settings::check)
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("DRAIN_FILE");
    }

    private static void touch(Path file, Instant at) throws IOException {
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private static Settings settings(Map<String, String> values) {
        return new Settings(values::get);
    }
}
