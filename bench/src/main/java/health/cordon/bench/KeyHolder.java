package health.cordon.bench;

import com.fasterxml.jackson.databind.JsonNode;
import health.cordon.sandbox.process.Sandbox;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * An organisation with many data keys, which are wrapped with its own key and with the platform's
 * in turn.
 */
final class KeyHolder {
    /** The largest that the server takes: KMS is to be the limit. */
    private static final int RATE = 10_000;

    private static final Set<String> UNDER_WAY = Set.of("running", "paused", "stopping");

    /** Each look costs the server something, too. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final String slug;
    private final int size;
    private final String own;
    private final String platforms;
    private final List<WrappedKey> sample;
    private boolean isUnderOwn = true;

    private KeyHolder(
            String slug, int size, String own, String platforms, List<WrappedKey> sample) {
        this.slug = slug;
        this.size = size;
        this.own = own;
        this.platforms = platforms;
        this.sample = sample;
    }

    /**
     * @param platforms the ARN of the platform's key
     */
    static KeyHolder make(Sandbox sandbox, KmsClient kms, String platforms, int size)
            throws IOException, InterruptedException {
        var slug = "bench-" + UUID.randomUUID().toString().substring(0, 8);
        var own = sandbox.createKey(slug);
        var admin = new AdminCalls(sandbox);
        var made =
                admin.post(
                        "organisations",
                        Map.of(
                                "slug",
                                slug,
                                "name",
                                slug,
                                "region",
                                "sandbox-1",
                                "vertical",
                                "acute",
                                "tier",
                                "standard",
                                "states",
                                List.of("MA")));
        var id = made.path("id").asText();
        admin.put("organisations/" + id, Map.of("name", slug, "clinicalKmsKeyArn", own));
        var sample = new DataKeys(sandbox, kms, id, own).add(size);
        return new KeyHolder(slug, size, own, platforms, sample);
    }

    int size() {
        return size;
    }

    /** The bare loop over data keys of this organisation, from its own key to the platform's. */
    KmsLoop loop(KmsClient kms) {
        return new KmsLoop(kms, sample, platforms);
    }

    /** What is to be done each time that the job is looked at. */
    interface Look {
        void at(JsonNode job) throws IOException, InterruptedException;
    }

    /**
     * Wraps all of them anew.
     *
     * @return data keys a second, from the first claim of a range to the report
     */
    double rewrap(AdminCalls admin, Look look) throws IOException, InterruptedException {
        var order =
                Map.of(
                        "job",
                        "rewrap",
                        "organisation",
                        slug,
                        "to",
                        isUnderOwn ? platforms : own,
                        "rate",
                        RATE);
        var id = admin.post("jobs", order).path("id").asText();
        var job = admin.get("jobs/" + id);
        while (UNDER_WAY.contains(job.path("state").asText())) {
            look.at(job);
            Thread.sleep(LOOK.toMillis());
            job = admin.get("jobs/" + id);
        }
        isUnderOwn = !isUnderOwn;
        requireAll(job);
        var took = Duration.between(instant(job, "startedAt"), instant(job, "endedAt"));
        return size * 1e9 / took.toNanos();
    }

    private void requireAll(JsonNode job) {
        if (!job.path("state").asText().equals("completed")
                || job.at("/report/rewrapped").asInt() != size
                || job.at("/report/verified").asInt() != size
                || job.at("/report/kmsCalls").asInt() != 2 * size) {
            throw new IllegalStateException("not all were wrapped once: " + job);
        }
    }

    private static Instant instant(JsonNode job, String field) {
        return Instant.parse(job.path(field).asText());
    }
}
