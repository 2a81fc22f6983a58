package health.cordon.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/**
 * How far a job is: a bar that redraws itself on a terminal, a line now and then elsewhere. The
 * rate is the one since it was first looked at.
 */
final class JobBar {
    private static final int WIDTH = 30;
    private static final double NANOS = 1e9;
    private static final long LINE_EVERY_NANOS = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private boolean begun;
    private long firstAt;
    private long firstDone;
    private long lineAt;

    JobBar(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /**
     * @param now in nanoseconds; only differences count
     */
    void show(JsonNode job, long now) {
        if (!begun) {
            begun = true;
            firstAt = now;
            firstDone = job.path("done").asLong();
            lineAt = now - LINE_EVERY_NANOS;
        }
        if (terminal) {
            err.print("\r\033[K" + bar(job) + " " + line(job, now));
        } else if (now - lineAt >= LINE_EVERY_NANOS) {
            lineAt = now;
            err.println(line(job, now));
        }
        err.flush();
    }

    void end(JsonNode job, long now) {
        if (begun) {
            lineAt = now - LINE_EVERY_NANOS;
            show(job, now);
            err.print(terminal ? "\n" : "");
            err.flush();
        }
    }

    private static String bar(JsonNode job) {
        long total = Math.max(1, job.path("total").asLong());
        int filled = (int) (WIDTH * Math.min(total, job.path("done").asLong()) / total);
        return "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
    }

    private String line(JsonNode job, long now) {
        long left = Math.max(0, job.path("total").asLong() - job.path("done").asLong());
        double seconds = (now - firstAt) / NANOS;
        double rate = seconds <= 0 ? 0 : (job.path("done").asLong() - firstDone) / seconds;
        return "%s: %s done, %d left, %.0f/s, %s, %d errors"
                .formatted(
                        job.path("state").asText(),
                        JobLines.done(job),
                        left,
                        Math.max(0, rate),
                        remaining(left, rate),
                        job.path("errors").asLong());
    }

    private static String remaining(long left, double rate) {
        return rate <= 0 ? "time unknown" : "%d s to go".formatted(Math.round(left / rate));
    }
}
