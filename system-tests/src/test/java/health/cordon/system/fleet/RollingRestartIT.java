package health.cordon.system.fleet;

import static health.cordon.system.platform.Organisation.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.home.Home;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes are restarted in turn, as docs/deploy.md says, while requests come without a pause. */
@Tag("deep")
@Tag("restarts")
@OnPlatform
class RollingRestartIT {
    private static final int WORKERS = 4;

    /** Else the callers take the processors from the server that starts. */
    private static final int PAUSE_MILLIS = 10;

    private static final int DRAIN_SECONDS = 5;
    private static final int PICTURE = 700_000;

    /** Longer than the drain, so that it is still coming when the server itself begins to end. */
    private static final int UPLOAD_SECONDS = 11;

    private final Platform platform;
    private final Organisation organisation;
    private final Organisation withIssuer;
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Map<String, String> created = new ConcurrentHashMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger requests = new AtomicInteger();

    RollingRestartIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        withIssuer = platform.organisationWithIssuer();
    }

    @Test
    void failsNoRequest() throws Exception {
        var second = platform.secondNode();
        var patient = organisation.addPatient();
        var folder = organisation.addCase(patient);
        try (var balancer = new Balancer(platform, second)) {
            awaitReady(balancer);
            var workers = startWorking(balancer);
            try {
                var first = platform.sandbox().home();
                restart(balancer, 0, first, folder, () -> platform.sandbox().pid("server"));
                restart(balancer, 1, second.home(), folder, second::pid);
            } finally {
                over.set(true);
                workers.shutdown();
                assertThat(workers.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
            }
            System.out.printf(
                    "rolling    %d requests, %d failed, %d patients; node 1 had %d, node 2 %d%n",
                    requests.get(),
                    failed.size(),
                    created.size(),
                    balancer.backend(0).served(),
                    balancer.backend(1).served());
        } finally {
            platform.sandbox().mend(line -> {});
        }
        assertThat(failed).isEmpty();
        assertThat(
                        platform.sharedDatabase().rows("patient", organisation)
                                + platform.sharedDatabase().rows("patient", withIssuer))
                .isEqualTo(created.size() + 1);
        assertThat(platform.sharedDatabase().rows("image", organisation)).isEqualTo(2);
    }

    private void awaitReady(Balancer balancer) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> balancer.backend(0).ready() && balancer.backend(1).ready());
        // The second node hears of new organisations within two seconds.
        for (var who : List.of(organisation, withIssuer)) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> patients(balancer.backend(1), who).status() == 200);
        }
    }

    private static Answer patients(Balancer.Backend backend, Organisation who) {
        return new Client(backend.api(), who.reader().headers()).get("patients");
    }

    private void restart(
            Balancer balancer, int number, Home home, String folder, Supplier<OptionalLong> pid)
            throws Exception {
        int other = 1 - number;
        await().atMost(Duration.ofSeconds(120)).until(() -> balancer.backend(number).ready());
        var upload = startUpload(balancer.backend(number), folder);
        int before = balancer.backend(other).served();

        assertThat(stopNode(home)).isZero();

        assertThat(upload.get(60, TimeUnit.SECONDS)).isEqualTo(201);
        assertThat(balancer.backend(number).ready()).isFalse();
        await().atMost(Duration.ofSeconds(120))
                .until(() -> balancer.backend(other).served() > before + WORKERS);
        // The server says that it has stopped a moment before its process is gone.
        await().atMost(Duration.ofSeconds(60)).until(() -> pid.get().isEmpty());
        platform.sandbox().mend(line -> System.out.println("rolling    " + line));
        platform.secondNode();
        await().atMost(Duration.ofSeconds(120)).until(() -> balancer.backend(number).ready());
        int since = balancer.backend(number).served();
        await().atMost(Duration.ofSeconds(120))
                .until(() -> balancer.backend(number).served() > since + WORKERS);
    }

    /** The very script that hospital IT gets. */
    private static int stopNode(Home home) throws IOException, InterruptedException {
        Path script = Folders.project().resolve("distribution/src/main/bin/stop-node");
        var log = Folders.target().resolve("stop-node.log").toFile();
        var builder =
                new ProcessBuilder(script.toString(), "cordon")
                        .redirectOutput(log)
                        .redirectErrorStream(true);
        builder.environment()
                .putAll(
                        Map.of(
                                "WLP_HOME", Folders.project().resolve(".liberty/wlp").toString(),
                                "WLP_USER_DIR", home.liberty().toString(),
                                "DRAIN_SECONDS", Integer.toString(DRAIN_SECONDS),
                                "JAVA_HOME", System.getProperty("java.home")));
        var process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private ExecutorService startWorking(Balancer balancer) {
        var workers = Executors.newFixedThreadPool(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            var who = i % 2 == 0 ? organisation : withIssuer;
            workers.execute(() -> work(balancer, who));
        }
        return workers;
    }

    /** Nothing is ever sent twice. */
    private void work(Balancer balancer, Organisation who) {
        while (!over.get()) {
            try {
                Thread.sleep(PAUSE_MILLIS);
                var mrn = unique("MRN-");
                var made =
                        caller(balancer, who.clinician())
                                .post("patients", Organisation.patient(mrn, "Rolling"));
                note(made, 201);
                created.put(mrn, made.id());
                note(caller(balancer, who.reader()).get("patients/" + made.id()), 200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                failed.add(String.valueOf(e));
            }
        }
    }

    private void note(Answer answer, int wanted) {
        if (answer.status() != wanted) {
            failed.add(answer.toString());
        }
    }

    private Client caller(Balancer balancer, Client who) {
        requests.incrementAndGet();
        return new Client(balancer.next().api(), who.headers());
    }

    private CompletableFuture<Integer> startUpload(Balancer.Backend backend, String folder) {
        var request =
                HttpRequest.newBuilder(backend.api().resolve("cases/" + folder + "/images"))
                        .header("Authorization", organisation.clinician().headers().get(1))
                        .header("Content-Type", "image/png")
                        .POST(BodyPublishers.ofInputStream(RollingRestartIT::slowPicture))
                        .build();
        return HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode());
    }

    private static InputStream slowPicture() {
        var picture = Pictures.large(System.nanoTime(), PICTURE);
        return new FilterInputStream(new ByteArrayInputStream(picture)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int part = PICTURE / (UPLOAD_SECONDS * 10);
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException(e);
                }
                return super.read(buffer, offset, Math.min(length, part));
            }
        };
    }
}
