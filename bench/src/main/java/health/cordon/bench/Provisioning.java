package health.cordon.bench;

import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * How long it takes until an organisation is made, verified and let in: with a database of its own
 * and with everything of its own, from stock and without; many one after the other, and at once.
 */
public final class Provisioning {
    private static final int WARM_UP = 5;
    private static final int FEW = 20;
    private static final String USUAL_MANY = "100";
    private static final int AT_ONCE = 8;
    private static final int CAPACITY = 10_000;
    private static final Duration FILLING = Duration.ofMinutes(5);
    private static final List<String> DATABASE = List.of("db");
    private static final List<String> ALL = List.of("db", "bucket", "key");
    private static final String SERVER = "servers/db-1";

    private final AdminCalls admin;
    private final Figures figures;
    private final int many;
    private int number;

    private Provisioning(AdminCalls admin, Figures figures, int many) {
        this.admin = admin;
        this.figures = figures;
        this.many = many;
    }

    /**
     * @param args the project's folder, a folder for the sandbox
     */
    public static void main(String[] args) throws Exception {
        var options = SandboxOptions.of(Path.of(args[1]), Path.of(args[0])).withFreePorts();
        try (var sandbox = Sandbox.start(options, System.err::println)) {
            var many = Optional.ofNullable(System.getenv("TENANTS")).orElse(USUAL_MANY);
            new Provisioning(
                            new AdminCalls(sandbox),
                            new Figures(System.out),
                            Integer.parseInt(many))
                    .run();
        }
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        stock(0);
        inTurn(WARM_UP, ALL);
        verdict("a database, none in stock", inTurn(FEW, DATABASE), 6);
        fill();
        verdict("a database, from stock", inTurn(FEW, DATABASE), 2);
        fill();
        verdict("database, bucket and key, from stock", inTurn(FEW, ALL), 5);
        long begin = System.nanoTime();
        verdict(many + " with all three in turn, none in stock", inTurn(many, ALL), 10);
        total(many + " in turn", begin);
        begin = System.nanoTime();
        verdict(many + " with all three, " + AT_ONCE + " at a time", atOnce(), 0);
        total(many + ", " + AT_ONCE + " at a time", begin);
    }

    /** As many as are taken next; none is made while they are. */
    private void fill() throws IOException, InterruptedException {
        stock(FEW);
        long end = System.nanoTime() + FILLING.toNanos();
        while (admin.get(SERVER).path("stock").asInt() < FEW) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the stock is not filled");
            }
            Thread.sleep(500);
        }
        stock(0);
    }

    private void stock(int wanted) throws IOException, InterruptedException {
        admin.replace(SERVER + "/size", Map.of("capacity", CAPACITY, "stockWanted", wanted));
    }

    private long[] inTurn(int count, List<String> dedicated)
            throws IOException, InterruptedException {
        var nanos = new long[count];
        for (int i = 0; i < count; i++) {
            nanos[i] = made(++number, dedicated);
        }
        return nanos;
    }

    private long[] atOnce() throws InterruptedException, ExecutionException {
        var calls = new ArrayList<Callable<Long>>();
        for (int i = 0; i < many; i++) {
            int next = ++number;
            calls.add(() -> made(next, ALL));
        }
        var threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            var nanos = new long[many];
            int i = 0;
            for (var done : threads.invokeAll(calls)) {
                nanos[i++] = done.get();
            }
            return nanos;
        } finally {
            threads.shutdownNow();
        }
    }

    private long made(int next, List<String> dedicated) throws IOException, InterruptedException {
        var wanted = new HashMap<String, Object>();
        wanted.put("slug", "bench-" + next);
        wanted.put("name", "Bench " + next);
        wanted.put("region", "sandbox-1");
        wanted.put("vertical", "acute");
        wanted.put("tier", "standard");
        wanted.put("states", List.of("MA"));
        wanted.put("dedicated", dedicated);
        wanted.put("requestedBy", "bench@example.com");
        long begin = System.nanoTime();
        var made = admin.post("organisations", wanted);
        long took = System.nanoTime() - begin;
        if (!made.path("status").asText().equals("active")) {
            throw new IllegalStateException("an organisation is not there");
        }
        return took;
    }

    private void verdict(String name, long[] nanos, int goal) {
        double p95 = Figures.seconds(Figures.p95(nanos));
        figures.line(
                name,
                "p50 %.2f s, p95 %.2f s (of %d)%s"
                        .formatted(
                                Figures.seconds(Figures.p50(nanos)),
                                p95,
                                nanos.length,
                                goal == 0
                                        ? ""
                                        : "; goal at most %d: %s"
                                                .formatted(goal, p95 <= goal ? "met" : "missed")));
    }

    private void total(String name, long begin) {
        figures.line(name, "%.0f s".formatted(Figures.seconds(System.nanoTime() - begin)));
    }
}
