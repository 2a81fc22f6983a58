package health.cordon.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What the walls of a clinical database cost, as a share of the HTTP request: two servers at a time
 * are asked in turn, request by request, so that what else the machine does meets both.
 */
public final class Walls {
    private static final int PAIRS = 50;
    private static final double GOAL_PERCENT = 10;
    private static final double MILLIS = 1e6;

    private final Path project;
    private final Path other;
    private final Path homes;
    private final int rounds;
    private final Figures figures = new Figures(System.out);

    private Walls(Path project, Path other, Path homes, int rounds) {
        this.project = project;
        this.other = other;
        this.homes = homes;
        this.rounds = rounds;
    }

    /**
     * @param args the project's folder, the folder of a build without walls, a folder for the
     *     sandboxes, the number of rounds
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        int rounds = Integer.parseInt(args[3]);
        new Walls(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]), rounds).run();
    }

    private void run() throws IOException, InterruptedException {
        figures.line("goal, for each wall", "at most %.0f%% of a request".formatted(GOAL_PERCENT));
        figures.line("medians of", "%d rounds of %d pairs".formatted(rounds, PAIRS));
        measure("direct", false);
        figures.line(
                "far: a round trip to the clinical database takes longer by",
                "%.2f ms".formatted(DelayedLink.measured() / MILLIS));
        measure("far", true);
    }

    private void measure(String place, boolean far) throws IOException, InterruptedException {
        try (var here = start("here", project, false, far)) {
            try (var before = start("before", other, true, far)) {
                compare(place + ", row wall and fence", here, before);
                here.takeTheFenceAway();
                compare(place + ", row wall", here, before);
            }
            try (var walled = start("walled", project, false, far)) {
                compare(place + ", fence", walled, here);
                walled.takeTheFenceAway();
                here.believeUnsigned();
                compare(place + ", signature", walled, here);
            }
        }
    }

    private Contender start(String name, Path version, boolean owner, boolean far)
            throws IOException, InterruptedException {
        return Contender.start(homes.resolve(name), version, owner, far);
    }

    private void compare(String name, Contender with, Contender without)
            throws IOException, InterruptedException {
        with.catchUpWith(without);
        without.catchUpWith(with);
        for (var alternating : new boolean[] {false, true}) {
            var whose = alternating ? ", tenants in turn" : ", one tenant";
            line(name + ", read" + whose, (of, i) -> of.read(i, alternating), with, without);
            line(name + ", create" + whose, (of, i) -> of.create(i, alternating), with, without);
        }
    }

    private interface Call {
        long nanos(Contender of, int turn) throws IOException, InterruptedException;
    }

    /** Median times of one round. */
    private record Round(double with, double without) {
        double percent() {
            return 100 * (with - without) / without;
        }
    }

    private void line(String name, Call call, Contender with, Contender without)
            throws IOException, InterruptedException {
        var found = new Round[rounds];
        for (int i = 0; i < rounds; i++) {
            found[i] = round(call, with, without);
        }
        var shares = sorted(found, Round::percent);
        double share = shares[rounds / 2];
        figures.line(
                name,
                "%.2f ms, without %.2f ms: %+.1f%% (%+.1f to %+.1f), %s"
                        .formatted(
                                sorted(found, Round::with)[rounds / 2],
                                sorted(found, Round::without)[rounds / 2],
                                share,
                                shares[rounds / 4],
                                shares[rounds - 1 - rounds / 4],
                                share <= GOAL_PERCENT ? "met" : "missed"));
    }

    private static Round round(Call call, Contender with, Contender without)
            throws IOException, InterruptedException {
        var mine = new long[PAIRS];
        var others = new long[PAIRS];
        for (int i = 0; i < PAIRS; i++) {
            // Who is asked first takes turns, not in step with the tenants.
            if (i / 2 % 2 == 0) {
                mine[i] = call.nanos(with, i);
                others[i] = call.nanos(without, i);
            } else {
                others[i] = call.nanos(without, i);
                mine[i] = call.nanos(with, i);
            }
        }
        return new Round(median(mine), median(others));
    }

    private static double median(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / MILLIS;
    }

    private static double[] sorted(
            Round[] rounds, java.util.function.ToDoubleFunction<Round> value) {
        return Arrays.stream(rounds).mapToDouble(value).sorted().toArray();
    }
}
