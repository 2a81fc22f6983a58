package health.cordon.system.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How old the wraps of data keys are, and who is told when they are too old. */
@OnPlatform
class KeyAgeIT {
    private final Platform platform;
    private final Organisation organisation;
    private final Client admin;

    KeyAgeIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        admin = platform.platformAdmin();
    }

    private static Answer schedule(Client admin, Organisation of, @Nullable Integer days) {
        var path = "organisations/" + of.id();
        var change = new HashMap<String, @Nullable Object>();
        change.put("name", "Changed");
        change.put("rewrapDays", days);
        return admin.put(path, admin.get(path).etag(), change);
    }

    private JsonNode status() {
        var answer =
                platform.admin(platform.sandbox().token("auditor"))
                        .get("organisations/%s/keys".formatted(organisation.slug()));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private void age(int days) {
        platform.sharedDatabase()
                .execute(
                        ("UPDATE dek SET wrapped_at = UTC_TIMESTAMP(3) - INTERVAL %d DAY"
                                        + " WHERE tenant_id = '%s' AND purpose = 'PATIENT'")
                                .formatted(days, organisation.id()));
    }

    @Test
    void tellsTheOldestWrapAndWhenItIsDue() {
        assertThat(status().path("deks").asLong()).isZero();
        organisation.addPatient();
        organisation.addPatient();
        platform.sharedDatabase()
                .execute(
                        "UPDATE dek SET wrapped_at = NULL WHERE tenant_id = '%s'"
                                .formatted(organisation.id()));
        var fresh = status();
        assertThat(fresh.path("deks").asLong())
                .isEqualTo(platform.sharedDatabase().rows("dek", organisation));
        assertThat(fresh.path("keys")).hasSize(1);
        assertThat(fresh.at("/keys/0/key").asText()).startsWith("arn:aws:kms:");
        assertThat(fresh.path("due").isNull()).isTrue();
        assertThat(fresh.path("overdue").asBoolean()).isFalse();

        assertThat(schedule(admin, organisation, 30).json().path("rewrapDays").asInt())
                .isEqualTo(30);
        assertThat(status().path("overdue").asBoolean()).isFalse();
        age(31);
        var old = status();
        assertThat(old.path("overdue").asBoolean()).as("%s", old).isTrue();
        assertThat(Instant.parse(old.path("due").asText()))
                .isEqualTo(Instant.parse(old.path("oldest").asText()).plus(30, ChronoUnit.DAYS));

        assertThat(schedule(admin, organisation, null).status()).isEqualTo(200);
        assertThat(status().path("overdue").asBoolean()).isFalse();
        assertThat(status().path("rewrapDays").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3651})
    void takesNoOtherSchedule(int days) {
        var refused = schedule(admin, organisation, days);
        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.text()).contains("rewrapDays");
    }

    @Tag("deep")
    @Tag("restarts")
    @Test
    void countsThoseWhoAreOverdueAndThoseWhoseDatabaseDoesNotAnswer() {
        organisation.addPatient();
        hasAJobThatNobodyWorksOn();
        assertThat(schedule(admin, organisation, 30).status()).isEqualTo(200);
        age(31);
        var lost = platform.organisation();
        assertThat(schedule(admin, lost, 30).status()).isEqualTo(200);
        platform.platformDatabase()
                .execute(
                        ("UPDATE organisation SET clinical_db_connection_ref = '%s'"
                                        + " WHERE id = '%s'")
                                .formatted(Organisation.unique("no-url-"), lost.id()));

        // Another node, because a node looks a moment after its start and then seldom.
        var node = platform.secondNode(Map.of("DEK_CACHE_SECONDS", "299"));

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> {
                            assertThat(gauge(node, "cordon_keys_rewrap_overdue")).isPositive();
                            assertThat(gauge(node, "cordon_keys_rewrap_unknown")).isPositive();
                        });
    }

    /** Else a server that looks just now has its data keys wrapped anew. */
    private void hasAJobThatNobodyWorksOn() {
        platform.platformDatabase()
                .execute(
                        """
                        INSERT INTO job_request (id, job, organisation_id, state, parameters,
                          requested_by, trace_id, rate, created_at, unfinished)
                        VALUES (UUID(), 'rewrap', '%1$s', 'stopped', '{}', 'test', '', 1,
                          UTC_TIMESTAMP(3), 'rewrap/%1$s')
                        """
                                .formatted(organisation.id()));
    }

    private double gauge(Node node, String name) throws Exception {
        var pair = "metrics:" + platform.secrets().metricsPassword();
        var basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(US_ASCII));
        var address = node.url(PortName.ADMIN_TLS, "/metrics").toString();
        var request =
                HttpRequest.newBuilder(URI.create(address.replace("http:", "https:")))
                        .header("Authorization", basic)
                        .build();
        var client = HttpClient.newBuilder().sslContext(platform.certificateOf(node)).build();
        var metrics = client.send(request, BodyHandlers.ofString()).body();
        var line = Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? ([0-9.E]+)").matcher(metrics);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
