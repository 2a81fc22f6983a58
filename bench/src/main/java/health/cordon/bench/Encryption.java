package health.cordon.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What it costs that fields are encrypted: the server's own timer of sealing and opening against
 * the time that the caller waits, over the same requests; how often KMS is asked; and reads whose
 * DEK is not open.
 */
public final class Encryption {
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 9;
    private static final int CALLS = 300;
    private static final int PATIENTS = 200;
    private static final int READS = 10_000;
    private static final int COLD_ROUNDS = 5;
    private static final double GOAL_PERCENT = 10;
    private static final double P99 = 0.99;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TIMER = "cordon_patient_fields_seconds";

    private final Sandbox sandbox;
    private final Figures figures;
    private final PatientCalls calls;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();

    private Encryption(Sandbox sandbox, Figures figures) throws IOException, InterruptedException {
        this.sandbox = sandbox;
        this.figures = figures;
        calls = new PatientCalls(sandbox);
    }

    /**
     * @param args the project's folder, a folder for the sandbox
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var options = SandboxOptions.of(Path.of(args[1]), Path.of(args[0])).withFreePorts();
        try (var sandbox = Sandbox.start(options, System.err::println)) {
            new Encryption(sandbox, new Figures(System.out)).run();
        }
    }

    private interface Call {
        long nanos() throws IOException, InterruptedException;
    }

    private void run() throws IOException, InterruptedException {
        calls.median(WARM_UP);
        calls.addAll(WARM_UP / 4);
        share("read", "open", calls::read);
        share("create", "", calls::create);
        var patients = calls.addAll(PATIENTS);
        kmsCalls(patients);
        cold(patients);
    }

    /**
     * @param work how the timer names it; empty for all of it
     */
    private void share(String name, String work, Call call)
            throws IOException, InterruptedException {
        var shares = new double[ROUNDS];
        double millis = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var before = timer(work);
            double waited = 0;
            for (int j = 0; j < CALLS; j++) {
                waited += call.nanos() / 1e9;
            }
            double inside = timer(work) - before;
            shares[i] = 100 * inside / waited;
            millis = 1000 * waited / CALLS;
        }
        Arrays.sort(shares);
        double median = shares[ROUNDS / 2];
        figures.line(
                "encryption's share of the " + name + " of a patient",
                "%.2f%% (%.2f to %.2f, %d rounds of %d; about %.2f ms each): %s"
                        .formatted(
                                median,
                                shares[0],
                                shares[ROUNDS - 1],
                                ROUNDS,
                                CALLS,
                                millis,
                                median <= GOAL_PERCENT ? "met" : "missed"));
    }

    private double timer(String work) throws IOException, InterruptedException {
        return sandbox.metrics()
                .lines()
                .filter(line -> line.startsWith(TIMER + "_sum"))
                .filter(line -> line.contains("work=\"" + work))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private void kmsCalls(List<URI> patients) throws IOException, InterruptedException {
        wipe();
        long before = asked();
        for (int i = 0; i < READS; i++) {
            calls.read(patients.get(i % patients.size()));
        }
        long asked = asked() - before;
        figures.line(
                "KMS calls for %d reads of %d patients".formatted(READS, PATIENTS),
                "%d: %s".formatted(asked, asked <= PATIENTS * 1.01 ? "met" : "missed"));
    }

    private long asked() throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(sandbox.url(PortName.KMS, "/_control/calls")));
        long sum = 0;
        for (var call : new ObjectMapper().readTree(answer).properties()) {
            sum += call.getValue().asLong();
        }
        return sum;
    }

    private void cold(List<URI> patients) throws IOException, InterruptedException {
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < COLD_ROUNDS; i++) {
            wipe();
            for (var patient : patients) {
                nanos.add(calls.read(patient));
            }
        }
        nanos.sort(null);
        figures.line(
                "a read whose DEK is not open",
                "p50 %.2f ms, p99 %.2f ms (of %d)"
                        .formatted(
                                nanos.get(nanos.size() / 2) / 1e6,
                                nanos.get((int) (nanos.size() * P99)) / 1e6,
                                nanos.size()));
    }

    /** Has the server wipe all that it has open of the organisation. */
    private void wipe() throws IOException, InterruptedException {
        for (var verb : List.of("lock", "unlock")) {
            send(
                    HttpRequest.newBuilder(
                                    sandbox.url(
                                            PortName.ADMIN,
                                            "/admin/organisations/north/keys/" + verb))
                            .header("Authorization", "Bearer " + sandbox.token("platform-admin"))
                            .POST(HttpRequest.BodyPublishers.noBody()));
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer =
                http.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
        return answer.body();
    }
}
