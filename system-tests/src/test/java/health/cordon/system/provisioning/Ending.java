package health.cordon.system.provisioning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Platform;
import java.time.Duration;
import java.util.Map;

/** How an organisation is ended, as an administrator asks for it. */
record Ending(Platform platform, String slug, String id) {
    private static final Duration LONG = Duration.ofSeconds(90);

    private String path() {
        return "organisations/%s/retirement".formatted(slug);
    }

    /** Read-only from now on. */
    void begin() {
        var said = "{\"confirm\":\"%s\",\"requestedBy\":\"%s\"}".formatted(slug, Fleet.EMAIL);
        var begun =
                platform.platformAdmin()
                        .with("Content-Type", "application/json")
                        .send("PUT", path(), said.getBytes(UTF_8));
        assertThat(begun.status()).as("%s", begun).isEqualTo(200);
    }

    /** One turn. */
    Answer goOn(Client admin) {
        return admin.post(
                path() + "/completion", Map.of("confirm", slug, "requestedBy", Fleet.EMAIL));
    }

    /** As many turns as it takes; returns where it is then. */
    String finish() {
        var last = new Answer[1];
        await().atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            last[0] = goOn(platform.platformAdmin());
                            assertThat(last[0].status()).as("%s", last[0]).isIn(200, 202);
                            return last[0].status() == 200;
                        });
        return last[0].text("state");
    }

    /** To its certificate and past its waiting period: the next turn deletes. */
    void waitedOut() {
        assertThat(finish()).isEqualTo("retired");
        platform.platformDatabase()
                .execute(
                        "UPDATE retirement SET delete_after = UTC_TIMESTAMP(3) WHERE organisation_id = '%s'"
                                .formatted(id));
    }
}
