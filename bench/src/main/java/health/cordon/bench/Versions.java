package health.cordon.bench;

import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Compares the read of a patient in two versions of the product: both run at the same time, each in
 * a sandbox of its own, and are asked in turn, so that what else the machine does meets both.
 */
public final class Versions {
    private static final int WARM_UP = 1_000;
    private static final int READS = 300;
    private static final double MILLIS = 1e6;

    private Versions() {}

    /**
     * @param args the project's folder, the folder of another version that is built, a folder for
     *     the sandboxes, the number of rounds
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var homes = Path.of(args[2]);
        try (var here = start(homes.resolve("here"), Path.of(args[0]));
                var there = start(homes.resolve("there"), Path.of(args[1]))) {
            compare(new PatientCalls(here), new PatientCalls(there), Integer.parseInt(args[3]));
        }
    }

    private static Sandbox start(Path home, Path project) {
        var options = SandboxOptions.of(home, project).withFreePorts();
        return Sandbox.start(options, System.err::println);
    }

    private static void compare(PatientCalls here, PatientCalls there, int rounds)
            throws IOException, InterruptedException {
        here.median(WARM_UP);
        there.median(WARM_UP);
        var mine = new double[rounds];
        var other = new double[rounds];
        var more = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            // Who is asked first takes turns, too.
            if (i % 2 == 0) {
                mine[i] = here.median(READS) / MILLIS;
                other[i] = there.median(READS) / MILLIS;
            } else {
                other[i] = there.median(READS) / MILLIS;
                mine[i] = here.median(READS) / MILLIS;
            }
            more[i] = mine[i] - other[i];
        }
        var figures = new Figures(System.out);
        figures.line("read of a patient, p50, this version", millis(mine));
        figures.line("read of a patient, p50, the other version", millis(other));
        figures.line("difference of a pair", millis(more));
    }

    private static String millis(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return "median %.2f ms, %.2f to %.2f (of %d rounds)"
                .formatted(
                        sorted[sorted.length / 2],
                        sorted[0],
                        sorted[sorted.length - 1],
                        sorted.length);
    }
}
