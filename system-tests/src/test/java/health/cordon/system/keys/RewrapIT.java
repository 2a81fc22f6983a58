package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.Cordon;
import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.KeyService;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Data keys are wrapped anew while people work, and then nothing depends on the old key. */
@OnPlatform
class RewrapIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int PATIENTS = 30;
    private static final Map<String, ?> AS_USUAL = Map.of();

    private final Platform platform;
    private final Organisation organisation;
    private final Client admin;
    private final Database database;
    private final KeyService keys;
    private final KeyedPatients hospital;
    private final List<String> patients;

    RewrapIT(Platform platform) {
        this.platform = platform;
        hospital = KeyedPatients.of(platform);
        organisation = hospital.organisation();
        patients = hospital.patients();
        admin = platform.platformAdmin();
        database = platform.sharedDatabase();
        keys = platform.keys();
    }

    /** Another one may know less of keys than this one. */
    @BeforeEach
    void oneServerWorks() {
        platform.endSecondNode();
    }

    @AfterEach
    void close() {
        keys.close();
    }

    private String sharedKey() {
        return hospital.wrappingKeys().stream()
                .filter(key -> key.startsWith("kms:"))
                .findFirst()
                .orElseThrow()
                .substring("kms:".length());
    }

    /** Adds patients until it is told to stop. */
    private CompletableFuture<List<String>> writing(AtomicBoolean over) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var added = new ArrayList<String>();
                    while (!over.get()) {
                        added.add(organisation.addPatient(Organisation.unique("MRN-"), "Rewrap"));
                    }
                    return added;
                });
    }

    private List<String> trail(String verbs) {
        return platform.platformDatabase()
                .column(
                        "SELECT verb FROM audit_record WHERE tenant_id = '%s' AND verb LIKE '%s' ORDER BY seq"
                                .formatted(organisation.id(), verbs));
    }

    @Test
    void leavesNothingUnderTheOldKeysWhilePeopleWork() throws Exception {
        hospital.add(PATIENTS);
        var shared = sharedKey();
        var forms = new WrappedForms(database, organisation, keys);
        patients.subList(0, 5).forEach(forms::wrapByLocal);
        patients.subList(5, 10).forEach(forms::wrapAsBefore);
        database.execute(
                "UPDATE dek SET fingerprint = NULL WHERE id = '%s'"
                        .formatted(forms.dek(patients.get(10))));
        var key = hospital.ownKey();
        var before = hospital.records();
        var over = new AtomicBoolean();
        var writer = writing(over);

        var job = RewrapJob.start(admin, organisation, Map.of("rate", 40));
        var erased = patients.remove(PATIENTS - 1);
        assertThat(organisation.admin().delete("patients/" + erased).status()).isEqualTo(204);
        before.remove(erased);
        over.set(true);
        var added = writer.get();
        var end = job.end("completed");

        System.out.println("rewrap     " + end);
        assertThat(hospital.wrappingKeys()).containsExactly("kms:" + key);
        assertThat(database.count("dek", "tenant_id = '%s'".formatted(organisation.id())))
                .isEqualTo(patients.size() + added.size() + 1);
        keys.deny("Decrypt", shared);
        try {
            hospital.dropCaches();
            assertThat(hospital.records()).isEqualTo(before);
            assertThat(
                            organisation
                                    .reader()
                                    .get("patients?family=Rewrap&limit=200")
                                    .json()
                                    .path("items"))
                    .hasSize(patients.size() + added.size());
        } finally {
            keys.allow("Decrypt", shared);
        }
        evidence(job, end, shared, key);
    }

    private void evidence(RewrapJob job, JsonNode end, String shared, String key) {
        var report = end.path("report");
        assertThat(end.path("done")).isEqualTo(end.path("total"));
        assertThat(report.path("to").asText()).isEqualTo(key);
        assertThat(report.path("rewrapped").asLong()).isGreaterThanOrEqualTo(PATIENTS - 1);
        assertThat(report.path("verified").asLong())
                .isGreaterThanOrEqualTo(report.path("rewrapped").asLong());
        assertThat(report.path("kmsCalls").asLong())
                .isGreaterThan(report.path("rewrapped").asLong());
        assertThat(report.path("before").findValuesAsText("key"))
                .contains(shared, "local:old", "local");
        assertThat(report.path("after").findValuesAsText("key")).containsExactly(key);
        assertThat(report.path("requestedBy").asText()).isNotBlank();
        for (var old : report.path("oldKeys")) {
            assertThat(old.path("free").asBoolean()).as("%s", old).isTrue();
            assertThat(old.path("statement").asText())
                    .isEqualTo(
                            "No DEK of this organisation depends on %s."
                                    .formatted(old.path("key").asText()));
        }
        assertThat(report.path("oldKeys").findValuesAsText("key"))
                .containsExactlyInAnyOrder(shared, "local", "local:old");
        assertThat(report.path("oldKeys").toString())
                .contains("kms:EncryptionContext:cordon:organisation", organisation.id());
        assertThat(report.path("notSeen").toString()).contains("backups", "escrow");
        assertThat(trail("job.%")).containsExactly("job.start", "job.complete");
        assertThat(hospital.rewrapped(job)).isEqualTo(report.path("rewrapped").asLong());
    }

    @Test
    void namesTheRightThatIsMissingAndEndsAfterTheGrant() {
        hospital.add(4);
        var shared = sharedKey();
        var first = hospital.ownKey();
        hospital.add(3);
        var key = hospital.ownKey();
        keys.deny("ReEncryptFrom", first);
        RewrapJob job;
        JsonNode failed;
        try {
            job = RewrapJob.start(admin, organisation, AS_USUAL);
            failed = job.end("failed");
        } finally {
            keys.allow("ReEncryptFrom", first);
        }

        System.out.println("denied     " + failed);
        var report = failed.path("report");
        assertThat(failed.path("errors").asLong()).isEqualTo(3);
        assertThat(report.at("/failures/0/kind").asText()).isEqualTo("denied");
        assertThat(report.at("/failures/0/permission").asText()).isEqualTo("kms:ReEncryptFrom");
        assertThat(report.at("/failures/0/resource").asText()).isEqualTo(first);
        assertThat(hospital.wrappingKeys()).containsExactlyInAnyOrder("kms:" + first, "kms:" + key);
        for (var old : report.path("oldKeys")) {
            boolean free = old.path("key").asText().equals(shared);
            assertThat(old.path("free").asBoolean()).as("%s", old).isEqualTo(free);
            assertThat(old.path("policy").isObject()).isEqualTo(free);
        }

        assertThat(job.tell("restart").status()).isEqualTo(200);
        var end = job.end("completed");
        assertThat(hospital.wrappingKeys()).containsExactly("kms:" + key);
        assertThat(end.path("errors").asLong()).isZero();
        assertThat(end.at("/report/oldKeys").toString())
                .contains("kms:Decrypt on it may be revoked");
        assertThat(trail("job.%"))
                .containsExactly("job.start", "job.fail", "job.restart", "job.complete");
        hospital.dropCaches();
        hospital.records();
    }

    @Test
    void isOneAtATimeAndStopsAndPauses() throws IOException {
        hospital.add(20);
        hospital.ownKey();
        var job = RewrapJob.start(admin, organisation, Map.of("rate", 1));
        var again = RewrapJob.order(admin, organisation, AS_USUAL);
        assertThat(again.status()).as("%s", again).isEqualTo(200);
        assertThat(again.id()).isEqualTo(job.id());
        assertThat(again.json().path("continued").asBoolean()).isTrue();
        var another = RewrapJob.order(admin, organisation, Map.of("to", "local"));
        assertThat(another.status()).as("%s", another).isEqualTo(409);

        assertThat(suspension("PUT").status()).isEqualTo(200);
        assertThat(job.state()).isEqualTo("paused");
        await("nobody works on it").atMost(SOON).until(() -> held(job) == 0);
        long then = job.done();
        assertThat(suspension("DELETE").status()).isEqualTo(200);
        assertThat(job.state()).isEqualTo("running");
        await("it goes on").atMost(SOON).until(() -> job.done() > then);
        assertThat(job.tell("stop").status()).isEqualTo(200);
        var goesOn = RewrapJob.order(admin, organisation, AS_USUAL);
        assertThat(goesOn.json().path("continued").asBoolean()).as("%s", goesOn).isTrue();
        assertThat(goesOn.text("state")).as("while it stops").isEqualTo("running");
        assertThat(job.tell("stop").status()).isEqualTo(200);
        job.awaitState("stopped");
        assertThat(job.tell("stop").status()).isEqualTo(409);
        assertThat(job.done()).isLessThan(20);

        assertThat(job.tell("abandon").status()).isEqualTo(200);
        assertThat(job.tell("restart").status()).isEqualTo(409);
        var back =
                command("jobs", "start", "rewrap", "--org", organisation.slug(), "--to", "local");
        assertThat(back.path("state").asText()).as("%s", back).isEqualTo("completed");
        assertThat(hospital.wrappingKeys()).as("all that there was").containsExactly("local:new");
        hospital.dropCaches();
        hospital.records();
    }

    /** As an administrator types it. */
    private JsonNode command(String... words) throws IOException {
        var token = Folders.target().resolve("rewrap-token.jwt");
        Files.writeString(token, platform.sandbox().token("platform-admin"));
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--watch", "--json", "--token-file", token.toString()));
        var out = new StringWriter();
        var environment =
                Map.of("CORDON_URL", platform.sandbox().url(PortName.ADMIN, "/admin").toString());
        int code =
                Cordon.commandLine(environment::get)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(System.out, true))
                        .execute(all.toArray(String[]::new));
        assertThat(code).as("%s", out).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    private long held(RewrapJob job) {
        return platform.platformDatabase()
                .count("job_range", "request_id = '%s' AND until IS NOT NULL".formatted(job.id()));
    }

    private Answer suspension(String verb) {
        return admin.send(
                verb, "organisations/%s/suspension".formatted(organisation.id()), new byte[0]);
    }

    /** A worker has read all data keys and waits for KMS; they are changed under it. */
    @Test
    void undoesNothingThatSomebodyElseHasWrapped() {
        hospital.add(3);
        var forms = new WrappedForms(database, organisation, keys);
        var key = hospital.ownKey();
        var others = new TreeMap<String, String>();
        patients.forEach(one -> others.put(forms.dek(one), forms.byKms(one, key)));
        keys.trouble(key, "throttles");
        RewrapJob job;
        try {
            long asked = keys.calls().getOrDefault("ReEncrypt", 0L);
            job = RewrapJob.start(admin, organisation, AS_USUAL);
            await().atMost(SOON).until(() -> keys.calls().getOrDefault("ReEncrypt", 0L) > asked);
            others.forEach(forms::wrap);
        } finally {
            keys.mend(key);
        }

        var end = job.end("completed");
        assertThat(end.at("/report/rewrapped").asInt()).as("the key of the indexes").isOne();
        others.forEach(
                (dek, wrapped) ->
                        assertThat(
                                        database.value(
                                                "SELECT wrapped FROM dek WHERE id = '%s'"
                                                        .formatted(dek)))
                                .isEqualTo(wrapped));
        hospital.dropCaches();
        hospital.records();
    }

    /** As a server finds it that was stopped while it had new forms in its hands. */
    @Test
    void storesNothingOfAWorkerWhoseRangeIsAnothersByNow() {
        hospital.add(3);
        var shared = hospital.wrappingKeys();
        var key = hospital.ownKey();
        keys.trouble(key, "throttles");
        RewrapJob job;
        long opened;
        try {
            long asked = keys.calls().getOrDefault("ReEncrypt", 0L);
            opened = keys.calls().getOrDefault("Decrypt", 0L);
            job = RewrapJob.start(admin, organisation, AS_USUAL);
            await().atMost(SOON).until(() -> keys.calls().getOrDefault("ReEncrypt", 0L) > asked);
            give(job, "UUID()", "UTC_TIMESTAMP(3) + INTERVAL 1 HOUR");
        } finally {
            keys.mend(key);
        }
        await("all is made")
                .atMost(SOON)
                .until(() -> keys.calls().getOrDefault("Decrypt", 0L) >= opened + 4);
        await("nothing is stored")
                .during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> hospital.wrappingKeys().equals(shared));

        give(job, "NULL", "NULL");
        assertThat(job.end("completed").at("/report/rewrapped").asInt()).isEqualTo(4);
        assertThat(hospital.wrappingKeys()).containsExactly("kms:" + key);
    }

    private void give(RewrapJob job, String owner, String until) {
        platform.platformDatabase()
                .execute(
                        ("UPDATE job_range SET owner = %s, until = %s, token = token + 1"
                                        + " WHERE request_id = '%s' AND kind = 'work'")
                                .formatted(owner, until, job.id()));
    }

    @Test
    void countsWhatWasLeftBehindInAnotherDatabase() {
        hospital.add(2);
        var shared = sharedKey();
        var ref = Organisation.unique("rewrap-");
        platform.sandbox().createDatabase(ref);
        hospital.change(Map.of("clinicalDbConnectionRef", ref));
        organisation.addPatient();
        var key = platform.sandbox().createKey(Organisation.unique("own-"));
        hospital.change(Map.of("clinicalDbConnectionRef", ref, "clinicalKmsKeyArn", key));

        var end = RewrapJob.start(admin, organisation, AS_USUAL).end("completed");

        assertThat(end.at("/report/rewrapped").asInt()).isEqualTo(2);
        var old = end.at("/report/oldKeys/0");
        assertThat(old.path("key").asText()).isEqualTo(shared);
        assertThat(old.path("deks").asInt()).isEqualTo(3);
        assertThat(old.path("free").asBoolean()).isFalse();
        assertThat(old.path("statement").asText()).contains("in the shared database");
        assertThat(old.path("policy").isNull()).isTrue();
    }

    @Test
    void refusesAKeyThatTheOrganisationNeverHad() {
        var foreign = platform.sandbox().createKey(Organisation.unique("foreign-"));
        for (var to : List.of(foreign, "local:nobodys", "anything")) {
            var refused = RewrapJob.order(admin, organisation, Map.of("to", to));
            assertThat(refused.status()).as("%s", refused).isEqualTo(400);
            assertThat(refused.text()).contains("\"to\"");
        }
        assertThat(
                        platform.platformDatabase()
                                .count(
                                        "job_request",
                                        "organisation_id = '%s'".formatted(organisation.id())))
                .isZero();
        assertThat(admin.get("jobs?organisation=nobody-here").status()).isEqualTo(404);
    }
}
