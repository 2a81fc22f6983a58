package health.cordon.system.fleet;

import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A node that is told to leave says so to the load balancer, and goes on serving. */
@OnPlatform
class DrainIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private final Platform platform;
    private final Organisation organisation;

    DrainIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
    }

    @Test
    void takesReadinessDownAndNothingElse() throws Exception {
        var node = platform.secondNode();
        var clinician = organisation.reader().via(node);
        await().atMost(LIMIT).until(() -> clinician.get("patients").status() == 200);
        assertThat(health(node, "ready")).isEqualTo(200);
        var file = Files.createFile(node.home().liberty().resolve("servers/cordon/drain"));
        try {
            await().atMost(LIMIT).until(() -> health(node, "ready") == 503);
            assertThat(health(node, "live")).isEqualTo(200);
            assertThat(clinician.get("patients").status()).isEqualTo(200);
        } finally {
            Files.delete(file);
        }
        await().atMost(LIMIT).until(() -> health(node, "ready") == 200);
        assertThat(Files.readString(node.home().logs().resolve("server/messages.log")))
                .contains("This node drains: ", "This node drains no longer.");
    }

    private static int health(Node node, String check) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(node.url(PortName.ADMIN, "/health/" + check))
                        .timeout(LIMIT)
                        .build();
        return HttpClient.newHttpClient().send(request, discarding()).statusCode();
    }
}
