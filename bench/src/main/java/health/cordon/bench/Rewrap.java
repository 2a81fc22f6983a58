package health.cordon.bench;

import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import health.cordon.sandbox.resource.Cloud;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    private static final String USUAL_PARTITIONS = "1,2,4,8";
    private static final int WITH_GOAL = 8;
    private static final int KEYS = 5_000;
    private static final String USUAL_SIZES = "1000,10000,100000";

    private final SandboxOptions options;
    private final Map<String, String> environment;
    private final KmsClient kms;
    private final Figures figures;
    private Sandbox sandbox;

    private Rewrap(SandboxOptions options, Sandbox sandbox, URI endpoint, Figures figures) {
        this.options = options;
        this.sandbox = sandbox;
        this.figures = figures;
        environment = Map.of("KMS_ENDPOINT", endpoint.toString());
        kms = client(sandbox, endpoint);
    }

    /**
     * @param args the project's folder, a folder for the sandbox
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        var options = SandboxOptions.of(Path.of(args[1]), Path.of(args[0])).withFreePorts();
        var partitions = numbers("PARTITIONS", USUAL_PARTITIONS);
        var sizes = numbers("SIZES", USUAL_SIZES);
        try (var sandbox = Sandbox.start(options, System.err::println)) {
            int millis = numbers("KMS_MILLIS", "0")[0];
            if (millis == 0) {
                var near = sandbox.url(PortName.KMS, "");
                new Rewrap(options, sandbox, near, new Figures(System.out)).run(partitions, sizes);
                return;
            }
            try (var link = link(sandbox, millis)) {
                var far = URI.create("http://127.0.0.1:" + link.port());
                new Rewrap(options, sandbox, far, new Figures(System.out)).ratios(partitions);
            }
        }
    }

    /** As if KMS were elsewhere; half of the time on each way. */
    private static DelayedLink link(Sandbox sandbox, int millis) throws IOException {
        return new DelayedLink(sandbox.port(PortName.KMS), Duration.ofMillis(millis).dividedBy(2));
    }

    private static int[] numbers(String variable, String usual) {
        var given = Optional.ofNullable(System.getenv(variable)).orElse(usual);
        return Arrays.stream(given.split(",", -1)).mapToInt(Integer::parseInt).sorted().toArray();
    }

    private static KmsClient client(Sandbox sandbox, URI endpoint) {
        var secrets = Secrets.of(sandbox.home());
        return KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Cloud.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        secrets.accessKeyId(), secrets.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private void run(int[] partitions, int[] sizes) throws IOException, InterruptedException {
        ratios(partitions);
        var holders = new ArrayList<KeyHolder>();
        for (int size : sizes) {
            holders.add(holder(size));
        }
        new RewrapSizes(new AdminCalls(sandbox), ServerMemory.of(sandbox), figures)
                .measure(holders);
    }

    private void ratios(int[] partitions) throws IOException, InterruptedException {
        var holder = holder(KEYS);
        for (int number : partitions) {
            restart(number);
            new JobAgainstLoop(holder, holder.loop(kms), new AdminCalls(sandbox), number)
                    .measure(figures, number == WITH_GOAL);
        }
    }

    private KeyHolder holder(int size) throws IOException, InterruptedException {
        return KeyHolder.make(sandbox, kms, platformsKey(sandbox.home()), size);
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
        var all = new HashMap<>(environment);
        all.put("JOB_PARTITIONS", Integer.toString(partitions));
        sandbox = Sandbox.start(options.withEnvironment(all), System.err::println);
    }
}
