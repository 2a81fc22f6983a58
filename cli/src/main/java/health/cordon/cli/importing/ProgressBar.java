package health.cordon.cli.importing;

import java.io.PrintWriter;

/** How far it is: a bar that redraws itself on a terminal, a line now and then elsewhere. */
public final class ProgressBar {
    private static final int WIDTH = 30;
    private static final int LINE_EVERY = 10;
    private final PrintWriter err;
    private final boolean terminal;
    private final int total;
    private int done;

    public ProgressBar(PrintWriter err, boolean terminal, int total) {
        this.err = err;
        this.terminal = terminal;
        this.total = total;
    }

    public void step() {
        done++;
        if (terminal) {
            bar();
        } else if (done % LINE_EVERY == 0 || done == total) {
            err.printf("%d of %d files%n", done, total);
        }
        err.flush();
    }

    /** A line for people that stays, above the bar. */
    public void say(String line) {
        err.println((terminal ? "\r\033[K" : "") + line);
        err.flush();
    }

    private void bar() {
        int filled = WIDTH * done / total;
        err.printf(
                "\r\033[K[%s%s] %d of %d files%s",
                "#".repeat(filled),
                " ".repeat(WIDTH - filled),
                done,
                total,
                done == total ? "\n" : "");
    }
}
