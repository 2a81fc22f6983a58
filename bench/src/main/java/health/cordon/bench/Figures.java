package health.cordon.bench;

import java.io.PrintStream;
import java.util.Arrays;

/** Prints what was measured, one line a figure. */
record Figures(PrintStream out) {
    private static final double MILLIS = 1e6;

    void line(String name, String value) {
        out.printf("%-62s %s%n", name + ":", value);
    }

    /** Median and greatest of some durations in nanoseconds. */
    void times(String name, long[] nanos) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        line(
                name,
                "p50 %.2f s, max %.2f s (of %d)"
                        .formatted(
                                seconds(sorted[sorted.length / 2]),
                                seconds(sorted[sorted.length - 1]),
                                sorted.length));
    }

    static long p50(long[] nanos) {
        return at(nanos, 0.5);
    }

    /** The smallest that at least 95% do not exceed. */
    static long p95(long[] nanos) {
        return at(nanos, 0.95);
    }

    private static long at(long[] nanos, double share) {
        var sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    static double seconds(long nanos) {
        return nanos / MILLIS / 1000;
    }
}
