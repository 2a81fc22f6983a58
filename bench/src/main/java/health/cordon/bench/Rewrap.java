package health.cordon.bench;

import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import health.cordon.sandbox.resource.Cloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * How fast the job wraps data keys anew, against what KMS gives to a bare loop of as many threads;
 * whether that stays so with many data keys; and what it takes of memory.
 */
public final class Rewrap {
    private static final List<Integer> PARTITIONS = List.of(1, 2, 4, 8);
    private static final int MOST = 8;
    private static final double GOAL = 0.8;
    private static final int ROUNDS = 3;
    private static final int KEYS = 5_000;
    private static final int WARM_UP_JOBS = 2;
    private static final String USUAL_SIZES = "1000,10000,100000";

    /** Each size is gone through so often that about as many are wrapped, but not for hours. */
    private static final int MOST_REPEATS = 5;

    private final SandboxOptions options;
    private final KmsClient kms;
    private final Figures figures;
    private Sandbox sandbox;

    private Rewrap(SandboxOptions options, Sandbox sandbox, Figures figures) {
        this.options = options;
        this.sandbox = sandbox;
        this.figures = figures;
        kms = client(sandbox);
    }

    /**
     * @param args the project's folder, a folder for the sandbox
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var options = SandboxOptions.of(Path.of(args[1]), Path.of(args[0])).withFreePorts();
        var sizes =
                Arrays.stream(
                                Optional.ofNullable(System.getenv("SIZES"))
                                        .orElse(USUAL_SIZES)
                                        .split(",", -1))
                        .mapToInt(Integer::parseInt)
                        .sorted()
                        .toArray();
        try (var sandbox = Sandbox.start(options, System.err::println)) {
            new Rewrap(options, sandbox, new Figures(System.out)).run(sizes);
        }
    }

    private static KmsClient client(Sandbox sandbox) {
        var secrets = Secrets.of(sandbox.home());
        return KmsClient.builder()
                .endpointOverride(sandbox.url(PortName.KMS, ""))
                .region(Region.of(Cloud.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        secrets.accessKeyId(), secrets.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private void run(int[] sizes) throws IOException, InterruptedException {
        var holder = KeyHolder.make(sandbox, kms, platformsKey(sandbox.home()), KEYS);
        for (int partitions : PARTITIONS) {
            restart(partitions);
            compare(holder, partitions);
        }
        var rates = new ArrayList<Double>();
        for (int size : sizes) {
            boolean isLargest = size == sizes[sizes.length - 1];
            rates.add(many(size, isLargest));
        }
        figures.line(
                "the slowest of these sizes over the fastest",
                "%.2f"
                        .formatted(
                                rates.stream().min(Double::compare).orElseThrow()
                                        / rates.stream().max(Double::compare).orElseThrow()));
    }

    private static String platformsKey(Home home) throws IOException {
        var key = "KMS_CMK_ARN=";
        try (var lines = Files.lines(home.serverEnvironment())) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(key.length()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The number is read at the start of a server alone. */
    private void restart(int partitions) {
        sandbox.stopServer();
        var environment = Map.of("JOB_PARTITIONS", Integer.toString(partitions));
        sandbox = Sandbox.start(options.withEnvironment(environment), System.err::println);
    }

    /** Job and loops in turn, so that what else the machine does meets all of them. */
    private void compare(KeyHolder holder, int partitions)
            throws IOException, InterruptedException {
        var admin = new AdminCalls(sandbox);
        var loop = holder.loop(kms);
        for (int i = 0; i < WARM_UP_JOBS; i++) {
            loop.reEncryptAndDecrypt(partitions);
            holder.rewrap(admin, job -> {});
        }
        var job = new double[ROUNDS];
        var one = new double[ROUNDS];
        var both = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            one[i] = loop.reEncrypt(partitions);
            job[i] = holder.rewrap(admin, any -> {});
            both[i] = loop.reEncryptAndDecrypt(partitions);
        }
        double ratio = median(over(job, one));
        figures.line(
                "%d partitions, DEKs a second".formatted(partitions),
                "%.0f of the job, %.0f of bare ReEncrypt, %.0f of ReEncrypt and Decrypt"
                        .formatted(median(job), median(one), median(both)));
        figures.line(
                "%d partitions, job over bare ReEncrypt".formatted(partitions),
                range(over(job, one)) + (partitions == MOST ? verdict(ratio) : ""));
        figures.line(
                "%d partitions, job over ReEncrypt and Decrypt".formatted(partitions),
                range(over(job, both)));
    }

    private static String verdict(double ratio) {
        return "; goal at least %.1f: %s".formatted(GOAL, ratio >= GOAL ? "met" : "missed");
    }

    private static double[] over(double[] these, double[] those) {
        var ratios = new double[these.length];
        Arrays.setAll(ratios, i -> these[i] / those[i]);
        return ratios;
    }

    private static String range(double[] ratios) {
        var sorted = ratios.clone();
        Arrays.sort(sorted);
        return "%.2f (%.2f to %.2f, %d rounds)"
                .formatted(median(ratios), sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double many(int size, boolean isLargest) throws IOException, InterruptedException {
        var holder = KeyHolder.make(sandbox, kms, platformsKey(sandbox.home()), size);
        var admin = new AdminCalls(sandbox);
        int repeats = isLargest ? 1 : MOST_REPEATS;
        var rates = new double[repeats];
        var memory = new MemoryWatch(ServerMemory.of(sandbox), size);
        if (isLargest) {
            memory.before();
        }
        for (int i = 0; i < repeats; i++) {
            rates[i] = holder.rewrap(admin, isLargest ? memory::look : job -> {});
        }
        double rate = median(rates);
        figures.line(
                "%d data keys, %d partitions".formatted(size, MOST),
                "%.0f DEKs a second (of %d jobs)".formatted(rate, repeats));
        if (isLargest) {
            memory.after(figures);
        }
        return rate;
    }
}
