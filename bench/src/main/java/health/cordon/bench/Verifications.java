package health.cordon.bench;

import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What it costs to know who asks and for which organisation, as a share of the read of a patient:
 * the server's own timers of the verification and of the context that is bound after it, against
 * the time that the caller waits, over the same requests.
 */
public final class Verifications {
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 9;
    private static final int READS = 300;
    private static final String VERIFICATION = "cordon_token_verification_seconds";
    private static final String CONTEXT = "cordon_tenant_binding_seconds";

    /** Of a known token; it is told whether it is met, and nothing fails on it. */
    private static final double GOAL_PERCENT = 2;

    private final Sandbox sandbox;
    private final PatientCalls reads;

    /**
     * @param args the project's folder, a folder for the sandbox
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var options = SandboxOptions.of(Path.of(args[1]), Path.of(args[0])).withFreePorts();
        try (var sandbox = Sandbox.start(options, System.err::println)) {
            new Verifications(sandbox).measure(new Figures(System.out));
        }
    }

    Verifications(Sandbox sandbox) throws IOException, InterruptedException {
        this.sandbox = sandbox;
        reads = new PatientCalls(sandbox);
    }

    void measure(Figures figures) throws IOException, InterruptedException {
        reads.median(WARM_UP);
        tokens(WARM_UP / 2).forEach(this::readOnce);
        var first = new ArrayList<Share>();
        var known = new ArrayList<Share>();
        for (int i = 0; i < ROUNDS; i++) {
            var tokens = tokens(READS);
            first.add(share("first", () -> tokens.stream().mapToLong(this::readOnce).sum()));
            known.add(share("known", () -> reads.total(READS)));
        }
        print(figures, "a token seen for the first time", first);
        double percent = print(figures, "a token known again", known);
        figures.line(
                "goal for a token known again",
                "at most %.0f%%: %s"
                        .formatted(GOAL_PERCENT, percent <= GOAL_PERCENT ? "met" : "not met"));
    }

    /** Mean times in seconds of one round. */
    private record Share(double verification, double context, double read) {
        double percent() {
            return 100 * (verification + context) / read;
        }
    }

    private interface Round {
        long nanos() throws IOException, InterruptedException;
    }

    private Share share(String kind, Round round) throws IOException, InterruptedException {
        var verification = new Timer(VERIFICATION, "token=\"" + kind + "\"");
        var context = new Timer(CONTEXT, "");
        var before = sandbox.metrics();
        double read = round.nanos() / 1e9 / READS;
        var after = sandbox.metrics();
        return new Share(verification.mean(before, after), context.mean(before, after), read);
    }

    /** A timer of the server, all of whose measurements between two looks are the round's. */
    private record Timer(String name, String label) {
        double mean(String before, String after) {
            double count = value("_count", after) - value("_count", before);
            if (count != READS) {
                throw new IllegalStateException(count + " of " + name + " " + label);
            }
            return (value("_sum", after) - value("_sum", before)) / count;
        }

        private double value(String part, String metrics) {
            return metrics.lines()
                    .filter(line -> line.startsWith(name + part))
                    .filter(line -> line.contains(label))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
        }
    }

    private List<String> tokens(int count) {
        var tokens = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            tokens.add(sandbox.freshToken("org:north role:clinician"));
        }
        return tokens;
    }

    private long readOnce(String token) {
        try {
            return reads.once(token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double print(Figures figures, String name, List<Share> shares) {
        var sorted = shares.stream().sorted(Comparator.comparing(Share::percent)).toList();
        var median = sorted.get(sorted.size() / 2);
        figures.line(
                name,
                "%.3f ms + %.3f ms context of a read of %.2f ms: %.2f%% (%.2f to %.2f, %d of %d)"
                        .formatted(
                                median.verification() * 1e3,
                                median.context() * 1e3,
                                median.read() * 1e3,
                                median.percent(),
                                sorted.get(0).percent(),
                                sorted.get(sorted.size() - 1).percent(),
                                sorted.size(),
                                READS));
        return median.percent();
    }
}
