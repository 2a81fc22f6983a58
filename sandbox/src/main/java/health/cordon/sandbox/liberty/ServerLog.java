package health.cordon.sandbox.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The server's own log, read for the sentences in it; a person is spared the stack traces. */
public record ServerLog(Path file) {
    private static final int SHOWN = 3;
    private static final int LONGEST = 600;
    private static final int LINES_READ = 50_000;
    private static final Pattern ERROR =
            Pattern.compile("^\\[[^]]{5,40}\\] [0-9a-f]{8} .{1,80}? E (.+)$");

    /** Codes with which the server gives up on an application for good. */
    private static final Pattern GIVEN_UP = Pattern.compile("CWWKZ(000[24]|0106)E:");

    /** The first error sentences of the current run. */
    public List<String> errors() {
        try (var lines = Files.lines(file)) {
            return lines.limit(LINES_READ)
                    .map(ERROR::matcher)
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> shortened(matcher.group(1).strip()))
                    .distinct()
                    .limit(SHOWN)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** True when waiting longer is of no use. */
    public boolean hasGivenUp() {
        try (var lines = Files.lines(file)) {
            return lines.limit(LINES_READ).anyMatch(line -> GIVEN_UP.matcher(line).find());
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    /** Moves the last run's log aside, so that its errors are not taken for this run's. */
    void forget() {
        try {
            if (Files.exists(file)) {
                Files.move(
                        file,
                        file.resolveSibling("messages-before.log"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
