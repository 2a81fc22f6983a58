package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Organisation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A re-wrap of an organisation, as platform staff runs it. */
record RewrapJob(Client admin, String id) {
    private static final Set<String> UNDER_WAY = Set.of("running", "paused", "stopping");
    private static final Duration LIMIT = Duration.ofSeconds(90);

    static Answer order(Client admin, Organisation of, Map<String, ?> more) {
        var order = new HashMap<String, Object>(Map.of("job", "rewrap", "organisation", of.slug()));
        order.putAll(more);
        return admin.post("jobs", order);
    }

    static RewrapJob start(Client admin, Organisation of, Map<String, ?> more) {
        var answer = order(admin, of, more);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.json().path("continued").asBoolean()).isFalse();
        return new RewrapJob(admin, answer.id());
    }

    JsonNode get() {
        var answer = admin.get("jobs/" + id);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    String state() {
        return get().path("state").asText();
    }

    long done() {
        return get().path("done").asLong();
    }

    Answer tell(String verb) {
        return admin.send("POST", "jobs/%s/%s".formatted(id, verb), new byte[0]);
    }

    void awaitState(String state) {
        await().atMost(LIMIT).until(() -> state().equals(state));
    }

    /** So does one that nobody can tell of now. */
    boolean isUnderWay() {
        var answer = admin.get("jobs/" + id);
        return answer.status() != 200 || UNDER_WAY.contains(answer.text("state"));
    }

    /** Its last word. */
    JsonNode end(String state) {
        await().atMost(LIMIT).until(() -> !isUnderWay());
        var job = get();
        assertThat(job.path("state").asText()).as("%s", job).isEqualTo(state);
        return job;
    }
}
