package health.cordon.bench;

import health.cordon.sandbox.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of a running server, in MB. */
record ServerMemory(long pid) {
    private static final int KB = 1024;
    private static final double MB = 1024 * 1024;

    static ServerMemory of(Sandbox sandbox) {
        return new ServerMemory(sandbox.pid("server").orElseThrow());
    }

    /** What is resident, as Linux counts it. */
    int resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")) / KB)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What its heap holds after a full collection, which this causes. */
    double live() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var asked = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
        asked.getErrorStream().close();
        try (var lines = asked.inputReader()) {
            // "Total", instances, bytes.
            return lines.lines()
                            .filter(line -> line.startsWith("Total "))
                            .mapToLong(line -> Long.parseLong(line.trim().split("\\s+", -1)[2]))
                            .findFirst()
                            .orElseThrow()
                    / MB;
        } finally {
            asked.waitFor();
        }
    }
}
