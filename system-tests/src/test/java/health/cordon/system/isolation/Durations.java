package health.cordon.system.isolation;

import java.util.Arrays;
import java.util.Locale;

/** How long many tries of one kind took, sorted; in nanoseconds. */
record Durations(long[] sorted) {
    private static final double MILLIS = 1e6;

    Durations {
        sorted = sorted.clone();
        Arrays.sort(sorted);
    }

    double median() {
        return quantile(0.5);
    }

    /** What the middle half of them differs by. */
    double spread() {
        return quantile(0.75) - quantile(0.25);
    }

    private double quantile(double part) {
        return sorted[(int) (part * (sorted.length - 1))];
    }

    /**
     * The chance that one of these took longer than one of the others, where a tie counts half: the
     * statistic of Mann and Whitney, divided by the number of pairs. Half is no difference.
     */
    double chanceToTakeLongerThan(Durations others) {
        double wins = 0;
        int below = 0;
        int notAbove = 0;
        for (long mine : sorted) {
            while (below < others.sorted.length && others.sorted[below] < mine) {
                below++;
            }
            while (notAbove < others.sorted.length && others.sorted[notAbove] <= mine) {
                notAbove++;
            }
            wins += (below + notAbove) / 2.0;
        }
        return wins / sorted.length / others.sorted.length;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.3f ms (quartiles %.3f and %.3f)",
                median() / MILLIS,
                quantile(0.25) / MILLIS,
                quantile(0.75) / MILLIS);
    }
}
