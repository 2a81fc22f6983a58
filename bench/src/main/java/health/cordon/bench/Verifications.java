package health.cordon.bench;

import health.cordon.sandbox.process.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What it costs to know who asks, as a share of the read of a patient: the server's own timer of
 * the verification against the time that the caller waits, over the same requests.
 */
final class Verifications {
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 9;
    private static final int READS = 300;
    private static final String TIMER = "cordon_token_verification_seconds_";

    private final Sandbox sandbox;
    private final PatientCalls reads;

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
        print(figures, "a token known again", known);
    }

    /** Mean times in seconds of one round. */
    private record Share(double verification, double read) {
        double percent() {
            return 100 * verification / read;
        }
    }

    private interface Round {
        long nanos() throws IOException, InterruptedException;
    }

    private Share share(String kind, Round round) throws IOException, InterruptedException {
        double before = timer("sum", kind);
        double count = timer("count", kind);
        double read = round.nanos() / 1e9 / READS;
        double requests = timer("count", kind) - count;
        if (requests != READS) {
            throw new IllegalStateException(requests + " verifications of kind " + kind);
        }
        return new Share((timer("sum", kind) - before) / requests, read);
    }

    private double timer(String part, String kind) throws IOException, InterruptedException {
        return sandbox.metrics()
                .lines()
                .filter(line -> line.startsWith(TIMER + part))
                .filter(line -> line.contains("token=\"" + kind + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private List<String> tokens(int count) {
        var tokens = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            tokens.add(sandbox.token("org:north role:clinician"));
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

    private static void print(Figures figures, String name, List<Share> shares) {
        var sorted = shares.stream().sorted(Comparator.comparing(Share::percent)).toList();
        var median = sorted.get(sorted.size() / 2);
        figures.line(
                name,
                "%.3f ms of a read of %.2f ms: %.2f%% (%.2f to %.2f, %d rounds of %d)"
                        .formatted(
                                median.verification() * 1e3,
                                median.read() * 1e3,
                                median.percent(),
                                sorted.get(0).percent(),
                                sorted.get(sorted.size() - 1).percent(),
                                sorted.size(),
                                READS));
    }
}
