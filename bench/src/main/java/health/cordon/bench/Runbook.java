package health.cordon.bench;

import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The figures of the runbook: the start, the memory of the server, how soon an UPDATE of the
 * organisation's row is followed by a record in the database that it names, and what it costs to
 * know who asks.
 */
public final class Runbook {
    private static final int STARTS = 5;
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private final Path project;
    private final Path home;
    private final int rounds;
    private final Figures figures;

    private Runbook(Path project, Path home, int rounds, Figures figures) {
        this.project = project;
        this.home = home;
        this.rounds = rounds;
        this.figures = figures;
    }

    /**
     * @param args the project's folder, a folder for the sandbox, the number of rounds
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var figures = new Figures(System.out);
        new Runbook(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]), figures).run();
    }

    private void run() throws IOException, InterruptedException {
        var options = SandboxOptions.of(home, project).withFreePorts();
        try (var sandbox = Sandbox.start(options, System.err::println)) {
            figures.line("memory of the server after its first start", memory(sandbox));
            warmStarts();
            figures.line("memory of the server, idle", memory(sandbox));
            var switching = new Switching(sandbox, rounds);
            figures.times("UPDATE to the first record in the database named", switching.there());
            figures.times("UPDATE to NULL to the first record in the shared one", switching.back());
            new Verifications(sandbox).measure(figures);
            figures.line("memory of the server afterwards", memory(sandbox));
        }
    }

    private void warmStarts() throws IOException, InterruptedException {
        var nanos = new long[STARTS];
        for (int i = 0; i < STARTS; i++) {
            cordon("down");
            long begin = System.nanoTime();
            cordon("up", "--detach");
            nanos[i] = System.nanoTime() - begin;
        }
        figures.times("./cordon up to ready, nothing to build", nanos);
    }

    private void cordon(String... words) throws IOException, InterruptedException {
        var command = new ProcessBuilder(project.resolve("cordon").toString());
        command.command().addAll(java.util.List.of(words));
        command.environment().put("CORDON_HOME", home.toString());
        var process =
                command.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)
                || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException("cordon " + words[0] + " failed");
        }
    }

    /** Resident memory as Linux counts it. */
    private static String memory(Sandbox sandbox) throws IOException {
        var status = Path.of("/proc", Long.toString(sandbox.pid("server").orElseThrow()), "status");
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D", "")) / 1024 + " MB")
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
