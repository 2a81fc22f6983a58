package health.cordon.system.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Database;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@OnPlatform
class ImportIT {
    private static final Path SAMPLES = Folders.project().resolve("samples");
    private final Platform platform;
    private final Organisation organisation;
    private final Database database;

    ImportIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        database = platform.sharedDatabase();
    }

    @Test
    void createsTheSamplesOnce() throws IOException {
        for (var bundle : bundles("north")) {
            var first = take(organisation, Files.readAllBytes(bundle));
            assertThat(first.json().path("created").path("patient").asInt()).isEqualTo(1);
        }
        var before = database.footprint(organisation);
        assertThat(database.rows("clinical_case", organisation)).isPositive();
        assertThat(database.count("histology_report", ofKind("histology"))).isPositive();
        assertThat(database.count("histology_report", ofKind("note"))).isPositive();

        for (var bundle : bundles("north")) {
            var second = take(organisation, Files.readAllBytes(bundle));
            assertThat(second.json().path("created")).isEmpty();
            assertThat(second.json().path("unchanged").path("patient").asInt()).isEqualTo(1);
        }
        assertThat(database.footprint(organisation)).isEqualTo(before);
    }

    @Test
    void takesTheSameBundlePlainOrCompressedAndForEachOrganisation() throws IOException {
        var plain = Files.readAllBytes(SAMPLES.resolve("north/pathology-example.json"));
        var other = platform.organisation();

        assertThat(take(organisation, gzip(plain)).json().path("created"))
                .isEqualTo(take(other, plain).json().path("created"));
        assertThat(
                        post(organisation.clinician().with("Content-Encoding", "gzip"), gzip(plain))
                                .json()
                                .path("created"))
                .isEmpty();
    }

    @Test
    void createsOnceWhatComesFourTimesAtOnce() throws Exception {
        var bundle = Files.readAllBytes(SAMPLES.resolve("south/jarvis-langworth.json.gz"));
        var alone = platform.organisation();
        var expected = take(alone, bundle).json().path("created").path("clinical_case").asInt();
        var begin = new CyclicBarrier(4);
        Callable<Answer> importing =
                () -> {
                    begin.await(30, TimeUnit.SECONDS);
                    return post(organisation.clinician(), bundle);
                };
        var threads = Executors.newFixedThreadPool(4);
        try {
            var answers = new ArrayList<Answer>();
            for (var answer :
                    threads.invokeAll(List.of(importing, importing, importing, importing))) {
                answers.add(answer.get());
            }
            assertThat(answers).allSatisfy(a -> assertThat(a.status()).as("%s", a).isEqualTo(200));
            assertThat(answers)
                    .extracting(answer -> answer.json().path("created").path("patient").asInt())
                    .containsExactlyInAnyOrder(1, 0, 0, 0);
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.rows("patient", organisation)).isEqualTo(1);
        assertThat(database.rows("clinical_case", organisation)).isEqualTo(expected);
        assertThat(database.rows("dek", organisation)).as("one, and the index key").isEqualTo(2);
        assertThat(database.rows("object_removal", organisation)).isZero();
        try (var objects = platform.objects()) {
            assertThat((long) objects.of("cordon-shared", organisation).size())
                    .as("no object without its row")
                    .isEqualTo(database.rows("histology_report", organisation));
        }
    }

    @Test
    void letsNoBundleNameABucketOrAKey() throws IOException {
        var text = Files.readString(SAMPLES.resolve("north/pathology-example.json"), UTF_8);
        var hostile =
                text.replaceFirst(
                        "\"resourceType\": \"Patient\",",
                        "\"resourceType\": \"Patient\", \"s3_bucket\": \"evil-bucket\","
                                + " \"s3Key\": \"evil-key\", \"tenant_id\": \"evil\",");
        assertThat(hostile).isNotEqualTo(text);

        var answer = post(organisation.clinician(), hostile.getBytes(UTF_8));

        assertThat(answer.status()).isIn(200, 400);
        assertThat(
                        database.count(
                                "histology_report", tenant() + " AND s3_bucket <> 'cordon-shared'"))
                .isZero();
        assertThat(
                        database.count(
                                "histology_report",
                                tenant() + " AND s3_key NOT LIKE '" + organisation.id() + "/%'"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', empty",
        "'', gzip, empty",
        "hello, '', not-json",
        "hello, gzip, not-gzip",
        "'{\"resourceType\":\"Patient\"}', gzip, not-a-bundle",
        "'{\"entry\":{}}', '', malformed",
        "'{\"resourceType\":\"Bundle\"', '', not-json"
    })
    void saysWhatIsWrongByACode(String body, String encoding, String reason) {
        var client = organisation.clinician();

        var answer =
                post(
                        encoding.isEmpty() ? client : client.with("Content-Encoding", encoding),
                        body.getBytes(UTF_8));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("title")).isEqualTo("The request is not valid");
        assertThat(answer.text("reason")).isEqualTo(reason);
    }

    @Test
    void tellsBrokenGzipFromBrokenJson() throws IOException {
        var whole = gzip(Files.readAllBytes(SAMPLES.resolve("north/pathology-example.json")));

        assertThat(post(organisation.clinician(), Arrays.copyOf(whole, 300)).text("reason"))
                .isEqualTo("not-gzip");
        assertThat(post(organisation.clinician(), Arrays.copyOf(whole, 5)).text("reason"))
                .isEqualTo("not-gzip");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatIsNoBundle")
    void refusesWhatIsNoBundleAndWritesNothing(Bad bad) {
        take(
                organisation,
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\"}".getBytes(UTF_8));
        var before = database.footprint(organisation);

        var answer = post(organisation.clinician(), bad.body);

        assertThat(answer.status()).as("%s", answer).isIn(400, 413);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.text("title"))
                .isIn("The request is not valid", "The body is larger than allowed");
        assertThat(database.footprint(organisation)).isEqualTo(before);
    }

    static Stream<Bad> whatIsNoBundle() throws IOException {
        var good = Files.readAllBytes(SAMPLES.resolve("north/pathology-example.json"));
        var text = new String(good, UTF_8);
        return Stream.of(
                bad("empty", ""),
                bad("not JSON", "hello"),
                bad("malformed", text.replaceFirst(":", ";")),
                bad("an array", "[" + text + "]"),
                bad("another resource", "{\"resourceType\":\"Patient\",\"id\":\"1\"}"),
                bad("no type of resource", "{\"type\":\"transaction\",\"entry\":[]}"),
                new Bad("truncated", Arrays.copyOf(good, good.length / 2)),
                new Bad("truncated gzip", Arrays.copyOf(gzip(good), 300)),
                bad("something after the end", text + "{}"),
                bad(
                        "a member twice",
                        text.replaceFirst(
                                "\"gender\": \"unknown\"",
                                "\"gender\": \"unknown\", \"gender\": \"male\"")),
                bad("deep", "{\"resourceType\":\"Bundle\",\"entry\":" + "[".repeat(5_000)),
                bad(
                        "deep inside",
                        "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":"
                                + "\"Patient\",\"x\":"
                                + "[".repeat(500)
                                + "]".repeat(500)
                                + "}}]}"),
                new Bad("too large", padded(Platform.IMPORT_MAX_BYTES + 100_000)),
                new Bad("a bomb", gzip(padded(20 * Platform.IMPORT_MAX_BYTES))));
    }

    private static byte[] padded(int size) {
        var text = new StringBuilder("{\"resourceType\":\"Bundle\",\"entry\":[");
        return text.append(" ".repeat(size)).append("]}").toString().getBytes(UTF_8);
    }

    private static Bad bad(String name, String body) {
        return new Bad(name, body.getBytes(UTF_8));
    }

    private record Bad(String name, byte[] body) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Path> bundles(String organisation) throws IOException {
        try (var files = Files.list(SAMPLES.resolve(organisation))) {
            return files.sorted().toList();
        }
    }

    private String tenant() {
        return "tenant_id = '" + organisation.id() + "'";
    }

    private String ofKind(String kind) {
        return tenant() + " AND kind = '" + kind + "'";
    }

    private static Answer take(Organisation organisation, byte[] bundle) {
        var answer = post(organisation.clinician(), bundle);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private static Answer post(Client client, byte[] bundle) {
        return client.upload("import/fhir", "application/fhir+json", bundle);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }
}
