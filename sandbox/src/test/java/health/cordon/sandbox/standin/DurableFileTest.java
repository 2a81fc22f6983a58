package health.cordon.sandbox.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @Test
    void replacesTheContentAndLeavesNothingElse(@TempDir Path directory) throws IOException {
        var file = new DurableFile(directory.resolve("keys.json"));

        file.write("one".getBytes(StandardCharsets.UTF_8));
        file.write("two".getBytes(StandardCharsets.UTF_8));

        assertThat(file.path()).hasContent("two");
        assertThat(directory).isDirectoryNotContaining(other -> !other.equals(file.path()));
    }

    @Test
    void isReadableByItsOwnerOnly(@TempDir Path directory) throws IOException {
        var file = new DurableFile(directory.resolve("keys.json"));

        file.write(new byte[] {1});

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void sweepsWhatAKilledWriterLeft(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("keys.json.123.unfinished"), "ha");
        Files.writeString(directory.resolve("other.json"), "whole");

        DurableFile.directory(directory);

        assertThat(directory).isDirectoryNotContaining("glob:**.unfinished");
        assertThat(directory.resolve("other.json")).exists();
    }
}
