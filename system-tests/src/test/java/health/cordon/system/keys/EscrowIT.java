package health.cordon.system.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.Cordon;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who holds the recovery key survives the loss of a wrapping key, and nobody else does. */
@Tag("deep")
@Tag("keys")
@OnPlatform
class EscrowIT {
    private static final byte[] NOTHING = {};
    private static final String FAMILY = "Lovelace";
    private static final Path FOLDER = Folders.target().resolve("escrow");
    private static final RecoveryPair RECOVERY = RecoveryPair.in(FOLDER);

    private final Platform platform;
    private final Node node;
    private final Organisation organisation;
    private final Client clinician;
    private final Client admin;
    private final Database database;
    private final String key;
    private final Path file = FOLDER.resolve(Organisation.unique("keys-") + ".jsonl");
    private final List<String> patients = new ArrayList<>();
    private String mrn = "";
    private String caseId = "";

    EscrowIT(Platform platform) {
        this.platform = platform;
        node =
                platform.secondNode(
                        Map.of("ESCROW_PUBLIC_KEY_FILE", RECOVERY.publicKey().toString()));
        organisation = platform.organisation();
        admin = platform.platformAdmin().via(node);
        clinician = organisation.clinician().via(node);
        database = platform.sharedDatabase();
        key = platform.sandbox().createKey(Organisation.unique("own-"));
    }

    @BeforeEach
    void threePatientsUnderAKeyOfTheirOwn() {
        assertThat(giveKey(key).status()).isEqualTo(200);
        mrn = Organisation.unique("MRN-");
        for (var number : List.of(mrn, Organisation.unique("MRN-"), Organisation.unique("MRN-"))) {
            var made = clinician.post("patients", Organisation.patient(number, FAMILY));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            patients.add(made.id());
        }
        caseId = clinician.post("cases", Organisation.caseOf(patients.get(0), "A title")).id();
    }

    private Answer giveKey(@Nullable String arn) {
        var path = "organisations/" + organisation.id();
        var change = new HashMap<String, @Nullable String>();
        change.put("name", "Changed");
        change.put("clinicalKmsKeyArn", arn);
        return admin.put(path, admin.get(path).etag(), change);
    }

    private Answer escrow(String below) {
        return admin.send(
                "POST", "organisations/%s/keys/%s".formatted(organisation.slug(), below), NOTHING);
    }

    private void dropCaches() {
        for (var verb : List.of("lock", "unlock")) {
            assertThat(escrow(verb).status()).as(verb).isEqualTo(200);
        }
    }

    /** All that is sealed, as its people see it. */
    private List<Answer> reads() {
        var reads = new ArrayList<Answer>();
        patients.forEach(patient -> reads.add(clinician.get("patients/" + patient)));
        reads.add(clinician.get("patients?mrn=" + mrn));
        reads.add(clinician.get("patients?family=" + FAMILY));
        reads.add(clinician.get("cases/" + caseId));
        return reads;
    }

    private List<JsonNode> requireOpen() {
        return reads().stream()
                .map(
                        read -> {
                            assertThat(read.status()).as("%s", read).isEqualTo(200);
                            return read.json();
                        })
                .toList();
    }

    private List<String> wrapped() {
        return database.column(
                "SELECT CONCAT(id, ' ', wrapped) FROM dek WHERE tenant_id = '%s' ORDER BY id"
                        .formatted(organisation.id()));
    }

    private List<String> wrappingKeys() {
        return database.column(
                ("SELECT DISTINCT SUBSTRING_INDEX(wrapped, '|', 1) FROM dek"
                                + " WHERE tenant_id = '%s'")
                        .formatted(organisation.id()));
    }

    private List<String> trail() {
        return platform.platformDatabase()
                .column(
                        ("SELECT CONCAT(SUBSTRING(verb, 26), ' ', items) FROM audit_record"
                                        + " WHERE tenant_id = '%s' AND verb LIKE '%%escrow%%'"
                                        + " ORDER BY seq")
                                .formatted(organisation.id()));
    }

    private record Run(int code, String out, String err) {}

    private Run run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var token = FOLDER.resolve("token.jwt");
        try {
            Files.writeString(token, platform.sandbox().token("platform-admin"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        var all = new ArrayList<>(List.of("keys", "escrow"));
        all.addAll(List.of(words));
        all.addAll(
                List.of("--org", organisation.slug(), "--json", "--token-file", token.toString()));
        var environment = Map.of("CORDON_URL", node.url(PortName.ADMIN, "/admin").toString());
        int code =
                Cordon.commandLine(environment::get)
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private void export() {
        var run = run("export", "--out", file.toString());
        assertThat(run.code()).as("%s", run).isZero();
    }

    private Run restore(Path privateKey) {
        return run("restore", "--in", file.toString(), "--private-key", privateKey.toString());
    }

    private void requireRestored(String outcome) throws IOException {
        var run = restore(RECOVERY.privateKey());
        assertThat(run.code()).as("%s", run).isZero();
        var counts = new ObjectMapper().readTree(run.out());
        assertThat(counts.path(outcome).asInt()).as("%s", run).isEqualTo(wrapped().size());
        System.out.println("escrow     " + run.out().strip());
    }

    /** Without the last one, which gives their number. */
    private List<JsonNode> lines() throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (var line : Files.readAllLines(file)) {
            lines.add(new ObjectMapper().readTree(line));
        }
        var end = lines.remove(lines.size() - 1);
        assertThat(end.path("items").asInt()).isEqualTo(lines.size());
        assertThat(end.path("organisation").asText()).isEqualTo(organisation.id());
        return lines;
    }

    /** Gives one back by REST, and tells what became of it. */
    private String giveBack(JsonNode line, String plain) {
        var answer =
                admin.post(
                        "organisations/%s/keys/escrow/restore".formatted(organisation.id()),
                        Map.of(
                                "items",
                                List.of(
                                        Map.of(
                                                "dek", line.path("dek").asText(),
                                                "purpose", line.path("purpose").asText(),
                                                "key", plain))));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        assertThat(answer.text()).doesNotContain(plain);
        return answer.json().at("/items/0/outcome").asText();
    }

    @Test
    void bringsEveryFieldBackAfterTheKeyIsLost() throws IOException {
        var before = requireOpen();
        export();
        assertThat(lines()).hasSize(wrapped().size()).hasSizeGreaterThan(3);
        try (var keys = platform.keys()) {
            keys.scheduleDeletion(key);
        }
        dropCaches();
        assertThat(reads()).allMatch(read -> read.status() == 503);
        var lost = wrapped();
        assertThat(restore(RECOVERY.privateKey()).code()).as("its key is still lost").isEqualTo(6);
        assertThat(wrapped()).isEqualTo(lost);

        assertThat(giveKey(null).status()).isEqualTo(200);
        requireRestored("restored");
        assertThat(requireOpen()).isEqualTo(before);

        var next = platform.sandbox().createKey(Organisation.unique("next-"));
        var given = giveKey(next);
        assertThat(given.status()).as("%s", given).isEqualTo(200);
        requireRestored("restored");
        dropCaches();
        assertThat(requireOpen()).isEqualTo(before);
        assertThat(wrappingKeys()).containsExactly("kms:" + next);
        requireRestored("unchanged");

        int all = wrapped().size();
        assertThat(trail())
                .containsExactly("export " + all, "restore " + all, "restore " + all, "restore 0");
        assertThat(
                        database.count(
                                "audit_record",
                                "tenant_id = '%s' AND verb = 'organisation.keys-escrow-restore'"
                                        .formatted(organisation.id())))
                .isEqualTo(2);
    }

    @Test
    void opensForNobodyElse() throws IOException {
        export();
        var before = wrapped();
        var another = RecoveryPair.in(FOLDER.resolve("another"));

        assertThat(restore(another.privateKey()).code()).isOne();
        assertThat(restore(RECOVERY.publicKey()).code()).isEqualTo(2);
        assertThat(wrapped()).isEqualTo(before);
        assertThat(trail()).hasSize(1);
    }

    @Test
    void takesNothingOfAFileThatWasCutAtALineEnd() throws IOException {
        export();
        assertThat(giveKey(null).status()).isEqualTo(200);
        var before = wrapped();
        var whole = Files.readAllLines(file);
        Files.write(file, whole.subList(0, whole.size() - 1));

        var run = restore(RECOVERY.privateKey());

        assertThat(run.code()).isOne();
        assertThat(run.err()).contains("not a whole export");
        assertThat(wrapped()).isEqualTo(before);
        Files.write(file, whole);
        requireRestored("restored");
    }

    @Test
    void takesNoLineUnderAnotherNameAndNoWrongKey() throws IOException {
        export();
        assertThat(giveKey(null).status()).isEqualTo(200);
        var before = wrapped();
        var own = patientLines();
        var first = own.get(0);
        var plain = RECOVERY.open(first.path("jwe").asText());

        assertThat(giveBack(own.get(1), plain)).isEqualTo("wrong-key");
        assertThat(giveBack(first, "A".repeat(43))).isEqualTo("wrong-key");
        assertThat(wrapped()).isEqualTo(before);
        var moved = Files.readAllLines(file);
        moved.replaceAll(line -> line.replace(dek(first), dek(own.get(1))));
        Files.write(file, moved);
        assertThat(restore(RECOVERY.privateKey()).code()).isOne();
        assertThat(wrapped()).isEqualTo(before);

        assertThat(giveBack(first, plain)).isEqualTo("restored");
        assertThat(giveBack(first, plain)).isEqualTo("unchanged");
        assertThat(clinician.get("patients/" + patients.get(0)).status()).isEqualTo(200);
        var neighbour = platform.organisation();
        var there =
                admin.post(
                        "organisations/%s/keys/escrow/restore".formatted(neighbour.id()),
                        Map.of(
                                "items",
                                List.of(
                                        Map.of(
                                                "dek",
                                                dek(first),
                                                "purpose",
                                                "PATIENT",
                                                "key",
                                                plain))));
        assertThat(there.json().at("/items/0/outcome").asText()).isEqualTo("not-found");
        assertThat(Files.readString(node.messages())).doesNotContain(plain, "A".repeat(43));
    }

    @Test
    void asksAPatientsFieldWhereARowHasNoFingerprint() throws IOException {
        export();
        assertThat(giveKey(null).status()).isEqualTo(200);
        var own = patientLines();
        var first = own.get(0);
        database.execute("UPDATE dek SET fingerprint = NULL WHERE id = '%s'".formatted(dek(first)));

        var foreign = RECOVERY.open(own.get(1).path("jwe").asText());
        assertThat(giveBack(first, foreign)).isEqualTo("wrong-key");
        assertThat(giveBack(first, RECOVERY.open(first.path("jwe").asText())))
                .isEqualTo("restored");
        assertThat(
                        database.count(
                                "dek",
                                "id = '%s' AND fingerprint IS NOT NULL".formatted(dek(first))))
                .isOne();
    }

    @Test
    void needsARightThatIsPrintedOnlyWhereItIsSetUp() {
        var path = "organisations/%s/policies".formatted(organisation.slug());
        assertThat(admin.get(path).json().path("rolePolicy").toString()).contains("kms:Encrypt");
        var without = platform.platformAdmin().get(path).json();
        assertThat(without.path("rolePolicy").toString()).doesNotContain("kms:Encrypt");
        export();
        assertThat(giveKey(null).status()).isEqualTo(200);
        try (var keys = platform.keys()) {
            long before = keys.calls().getOrDefault("Encrypt", 0L);
            assertThat(restore(RECOVERY.privateKey()).code()).isZero();
            assertThat(keys.calls().get("Encrypt")).isEqualTo(before + wrapped().size());
        }
    }

    @Test
    void goesPageByPage() throws IOException {
        var seen = new TreeMap<String, String>();
        var path = "organisations/%s/keys/escrow?limit=2".formatted(organisation.slug());
        var page = admin.send("POST", path, NOTHING).json();
        while (true) {
            assertThat(page.path("items").size()).isBetween(1, 2);
            page.path("items").forEach(item -> seen.put(dek(item), item.path("jwe").asText()));
            if (page.path("next").isNull()) {
                break;
            }
            var more = path + "&cursor=" + page.path("next").asText();
            page = admin.send("POST", more, NOTHING).json();
        }
        assertThat(seen).hasSize(wrapped().size());
        var neighbour = platform.organisation();
        assertThat(
                        admin.send(
                                        "POST",
                                        "organisations/%s/keys/escrow?cursor=%s"
                                                .formatted(neighbour.slug(), "k1.AA.AA"),
                                        NOTHING)
                                .status())
                .isEqualTo(400);
        assertThat(trail()).contains("export 2");
    }

    @Test
    void handsNothingOutWhileTheKeysAreLocked() {
        assertThat(escrow("lock").status()).isEqualTo(200);
        var refused = escrow("escrow");
        assertThat(refused.status()).as("%s", refused).isEqualTo(503);
        assertThat(refused.text("type")).isEqualTo("urn:cordon:problem:keys-locked");
        assertThat(trail()).isEmpty();
    }

    @Test
    void isOffUnlessTheOperatorNamesAKey() {
        var path = "organisations/%s/keys/escrow".formatted(organisation.slug());
        var refused = platform.platformAdmin().send("POST", path, NOTHING);
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.text("type")).isEqualTo("urn:cordon:problem:escrow-not-set-up");
        assertThat(trail()).isEmpty();
    }

    @Test
    void isForPlatformAdministratorsAlone() {
        var path = "organisations/%s/keys/escrow".formatted(organisation.slug());
        for (var role :
                List.of(
                        "auditor",
                        "org:%s role:org-admin".formatted(organisation.slug()),
                        "org:%s role:clinician".formatted(organisation.slug()))) {
            var other = platform.admin(platform.sandbox().token(role)).via(node);
            assertThat(other.send("POST", path, NOTHING).status()).as(role).isIn(401, 403);
            assertThat(other.post(path + "/restore", Map.of()).status()).as(role).isIn(401, 403);
        }
        assertThat(trail()).isEmpty();
    }

    private List<JsonNode> patientLines() throws IOException {
        return lines().stream()
                .filter(line -> line.path("purpose").asText().equals("PATIENT"))
                .toList();
    }

    private static String dek(JsonNode line) {
        return line.path("dek").asText();
    }
}
