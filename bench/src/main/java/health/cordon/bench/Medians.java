package health.cordon.bench;

import java.util.Arrays;

/** Of a few rounds. */
final class Medians {
    private Medians() {}

    static double of(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** What these are of those, round by round. */
    static double[] ratios(double[] these, double[] those) {
        var ratios = new double[these.length];
        Arrays.setAll(ratios, i -> these[i] / those[i]);
        return ratios;
    }

    /** The median, the least and the greatest, for people. */
    static String told(double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return "%.2f (%.2f to %.2f, %d rounds)"
                .formatted(of(values), sorted[0], sorted[sorted.length - 1], sorted.length);
    }
}
