package health.cordon.system.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * One shell for a whole document, so that variables stay from step to step; it ends with the first
 * command that fails.
 */
final class Shell implements AutoCloseable {
    private static final int LIMIT_SECONDS = 240;

    private final Process process;
    private final BufferedReader output;
    private final Thread watch;

    /** What a step printed, and how it ended. */
    record Result(String printed, int code) {}

    Shell(Path folder, Map<String, String> environment) {
        var builder =
                new ProcessBuilder("sh", "-e").directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        output = process.inputReader(StandardCharsets.UTF_8);
        watch = new Thread(this::endWhenTooLong, "shell-watch");
        watch.setDaemon(true);
        watch.start();
    }

    Result run(String commands) {
        var mark = UUID.randomUUID().toString();
        try {
            var input = process.outputWriter(StandardCharsets.UTF_8);
            input.write("{ " + commands.strip() + "\n} </dev/null");
            input.write("\necho \"" + mark + " $?\"\n");
            input.flush();
            return readTo(mark);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result readTo(String mark) throws IOException {
        var printed = new StringBuilder();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            int at = line.indexOf(mark);
            if (at >= 0) {
                printed.append(line, 0, at);
                return new Result(
                        printed.toString(),
                        Integer.parseInt(line.substring(at + mark.length()).strip()));
            }
            printed.append(line).append('\n');
        }
        return new Result(printed + "(the shell ended)", -1);
    }

    private void endWhenTooLong() {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroy();
        watch.interrupt();
    }
}
