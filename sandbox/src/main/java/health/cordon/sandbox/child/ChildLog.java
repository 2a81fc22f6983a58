package health.cordon.sandbox.child;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a child writes; the last few runs are kept. */
public record ChildLog(Path file) {
    private static final int KEPT = 3;
    private static final int TAIL_BYTES = 16_384;

    void roll() throws IOException {
        for (int age = KEPT; age > 0; age--) {
            var younger = age == 1 ? file : aged(age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, aged(age), REPLACE_EXISTING);
            }
        }
    }

    /** The last lines, for an error that a person is to read. */
    public List<String> tail(int lines) {
        try (var content = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(content.length(), TAIL_BYTES);
            var bytes = new byte[length];
            content.seek(content.length() - length);
            content.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }

    private Path aged(int age) {
        return file.resolveSibling(file.getFileName() + "." + age);
    }
}
