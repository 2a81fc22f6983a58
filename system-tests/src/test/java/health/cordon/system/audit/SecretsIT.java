package health.cordon.system.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.PrivateFile;
import health.cordon.sandbox.resource.Cloud;
import health.cordon.system.platform.Answer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Pictures;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * Everything fails that can: through both interfaces, the command, the URLs of databases, KMS and
 * S3. What the server and the command then say, in answers, logs, metrics and descriptions, holds
 * no password, URL, token, key or name.
 */
@OnPlatform
class SecretsIT {
    private static final String NAME = "Quietname4711";
    private static final String PASSWORD = "Quietpassword4711";
    private static final String HOST = "quiet-host.example.com";
    private final Platform platform;
    private final Organisation organisation;
    private final Client admin;
    private final Map<String, String> said = new LinkedHashMap<>();

    SecretsIT(Platform platform) {
        this.platform = platform;
        organisation = platform.organisation();
        admin = platform.platformAdmin();
    }

    @Test
    void areNowhere() throws Exception {
        organisation.addPatient("MRN-" + NAME, NAME);
        failAtTheApi();
        failAtTheAdministration();
        failAtResources();
        failAtTheCommand();
        readWhatAnyoneMayRead();
        readLogs();

        var secrets = secrets();
        secrets.put("name", NAME);
        secrets.put("host of a bad URL", HOST);

        assertThat(said).hasSizeGreaterThan(40);
        said.forEach(
                (where, text) ->
                        secrets.forEach(
                                (what, secret) ->
                                        assertThat(text.contains(secret))
                                                .as("%s in %s", what, where)
                                                .isFalse()));
    }

    private void failAtTheApi() {
        var clinician = organisation.clinician();
        var patient = Organisation.patient("MRN-" + NAME, NAME);
        refused("duplicate", clinician.post("patients", patient));
        refused("too long", clinician.post("patients", Organisation.patient("1", NAME.repeat(50))));
        refused("unknown field", clinician.post("patients", Map.of(NAME, NAME)));
        refused("bent JSON", clinician.upload("patients", "application/json", bytes("{" + NAME)));
        refused("media type", clinician.upload("patients", "text/" + NAME, bytes(NAME)));
        refused("no such id", clinician.get("patients/" + NAME));
        refused("bad cursor", clinician.get("patients?cursor=" + NAME));
        refused("bad limit", clinician.get("patients?limit=" + NAME));
        refused("bad path", clinician.get("images/" + NAME));
        refused("bad tag", clinician.put("patients/" + NAME, "\"" + NAME + "\"", patient));
        refused("foreign", clinician.with("X-Tenant-ID", NAME).get("patients"));
        refused("no right", organisation.reader().post("patients", patient));
        refused("bad token", platform.api("a." + NAME + ".c").get("patients"));
        refused("other scheme", clinicianWith("Basic " + NAME).get("patients"));
        refused(
                "bad bundle",
                clinician.upload(
                        "import/fhir",
                        "application/fhir+json",
                        bytes("{\"resourceType\":\"Bundle\",\"entry\":[{\"x\":\"" + NAME)));
        refused(
                "bad picture",
                clinician.upload("cases/" + NAME + "/images", "image/png", bytes(NAME)));
    }

    private Client clinicianWith(String authorization) {
        return new Client(
                platform.sandbox().url(PortName.API, "/api/"),
                List.of("Authorization", authorization));
    }

    private void failAtTheAdministration() {
        var path = "organisations/" + organisation.slug();
        for (var column :
                List.of("clinicalDbConnectionRef", "clinicalStorageBucket", "clinicalKmsKeyArn")) {
            var change = new HashMap<String, @Nullable String>();
            change.put("name", "N");
            change.put(column, "mysql://u:" + PASSWORD + "@" + HOST + "/" + NAME);
            refused(column, admin.put(path, admin.get(path).etag(), change));
        }
        refused("slug", admin.post("organisations", Map.of("slug", NAME)));
        refused("unknown", admin.get("organisations/" + NAME));
        refused("cursor", admin.get("organisations?cursor=" + NAME));
        refused("admin token", platform.admin("a." + NAME + ".c").get("organisations"));
        refused("tenant at admin", platform.admin(token()).get("organisations"));
    }

    /** A database of each unusable kind, a key and a bucket that are not there. */
    private void failAtResources() {
        var url = "mysql://nobody:" + PASSWORD + "@";
        var urls =
                List.of(
                        url + "127.0.0.1:1/none",
                        url + HOST + "/none?sslMode=DISABLED",
                        url + HOST + "/none?allowLoadLocalInfile=true",
                        url + HOST + "/none",
                        url + "169.254.169.254/none",
                        url + "127.0.0.1:notaport/none",
                        url + platform.sandbox().port(PortName.DB) + "/none",
                        PASSWORD + HOST,
                        PASSWORD.repeat(400));
        for (var bad : urls) {
            var ref = Organisation.unique("quiet-");
            PrivateFile.write(refFile(ref), bad);
            assign(ref, null, null);
            keep("database " + urls.indexOf(bad), organisation.reader().get("cases/" + NAME));
        }
        assign(null, null, "arn:aws:kms:us-east-1:111122223333:key/" + Organisation.unique("none"));
        var patient = Organisation.patient(Organisation.unique("m"), NAME);
        Awaitility.await()
                .until(() -> organisation.clinician().post("patients", patient).status() == 503);
        refused("key", organisation.clinician().post("patients", patient));
        assign(null, Organisation.unique("none-"), null);
        var caseId = organisation.addCase(organisation.addPatient());
        refused(
                "bucket",
                organisation
                        .clinician()
                        .upload("cases/" + caseId + "/images", "image/png", Pictures.png(1)));
    }

    private void failAtTheCommand() throws Exception {
        var slug = organisation.slug();
        var bundle = Files.writeString(Folders.target().resolve("quiet.json"), "{" + NAME);
        command("org", "show", "nobody-here");
        command("org", "set", slug, "--db", "dir");
        command("org", "set", slug, "--key", "mysql://u:" + PASSWORD + "@" + HOST + "/d");
        command("org", "set", slug, "--bucket", "127.0.0.1", "--json");
        command("import", "--org", slug, bundle.toString());
        command("import", "--org", slug, bundle.toString(), "--json");
        command("sandbox", "sql", "--db", "platform", "SELECT nothing FROM nowhere");
    }

    private void readWhatAnyoneMayRead() throws Exception {
        for (var path : List.of("/health", "/health/ready", "/openapi", "/metrics", "/")) {
            said.put("GET " + path, read(platform.sandbox().url(PortName.ADMIN, path)));
        }
        var all = platform.sandbox().metrics();
        assertThat(all).contains("cordon_organisations");
        said.put("metrics", all);
    }

    private void readLogs() throws IOException {
        assertThat(Files.readString(logs().resolve("server/messages.log"), UTF_8))
                .as("it is the log of this server, and it tells of failures")
                .contains("serving", "CLINICAL_DB_URL_QUIET_", "kms:GenerateDataKey");
        try (var files = Files.walk(logs())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                said.put(file.toString(), Files.readString(file, ISO_8859_1));
            }
        }
    }

    private Map<String, String> secrets() {
        var secrets = new LinkedHashMap<String, String>();
        var all = platform.secrets();
        secrets.put("administrator's password", all.dbaPassword());
        secrets.put("platform password", all.platformPassword());
        secrets.put("clinical password", all.clinicalPassword());
        secrets.put("migration password", all.derived("migration:cordon_clinical"));
        secrets.put("secret access key", all.secretAccessKey());
        secrets.put("client secret", all.clientSecret());
        secrets.put("metrics password", all.metricsPassword());
        secrets.put("cursor key", all.cursorKey());
        secrets.put("key store password", all.derived("keystore"));
        secrets.put("password of a bad URL", PASSWORD);
        secrets.put("token", token());
        var key = dataKey();
        secrets.put("data key in base64", Base64.getEncoder().withoutPadding().encodeToString(key));
        secrets.put("data key in hex", HexFormat.of().formatHex(key));
        return secrets;
    }

    /** As only KMS knows it. */
    private byte[] dataKey() {
        var row =
                platform.sharedDatabase()
                        .column(
                                "SELECT CONCAT(id, ' ', wrapped) FROM dek WHERE tenant_id = '"
                                        + organisation.id()
                                        + "' AND purpose = 'PATIENT'")
                        .get(0)
                        .split(" ", 2);
        var wrapped = row[1].substring(row[1].indexOf('|') + 1);
        try (var kms = kms()) {
            return kms.decrypt(
                            ask ->
                                    ask.ciphertextBlob(
                                                    SdkBytes.fromByteArray(
                                                            Base64.getUrlDecoder().decode(wrapped)))
                                            .encryptionContext(
                                                    Map.of(
                                                            "cordon:organisation",
                                                            organisation.id(),
                                                            "cordon:purpose",
                                                            "PATIENT",
                                                            "cordon:dek",
                                                            row[0])))
                    .plaintext()
                    .asByteArray();
        }
    }

    private KmsClient kms() {
        var secrets = platform.secrets();
        return KmsClient.builder()
                .endpointOverride(platform.sandbox().url(PortName.KMS, ""))
                .region(Region.of(Cloud.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        secrets.accessKeyId(), secrets.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private void command(String... words) throws Exception {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "health.cordon.sandbox.Main"));
        command.addAll(List.of(words));
        var printed = Files.createTempFile(Folders.target(), "command", ".txt");
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile());
        builder.environment().put("CORDON_HOME", platform.sandbox().home().folder().toString());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", words)).isNotZero();
        said.put("command " + String.join(" ", words), Files.readString(printed, UTF_8));
    }

    private void refused(String what, Answer answer) {
        assertThat(answer.status()).as("%s: %s", what, answer).isGreaterThanOrEqualTo(400);
        keep(what, answer);
    }

    private void keep(String what, Answer answer) {
        said.put("answer " + what, answer + " " + answer.headers());
    }

    private static String read(URI address) throws Exception {
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** By SQL, as a hospital's administrator may: nobody looks at it first. */
    private void assign(@Nullable String ref, @Nullable String bucket, @Nullable String key) {
        platform.platformDatabase()
                .execute(
                        """
                        UPDATE organisation SET clinical_db_connection_ref = %s,
                          clinical_storage_bucket = %s, clinical_kms_key_arn = %s
                        WHERE slug = '%s'
                        """
                                .formatted(
                                        quoted(ref),
                                        quoted(bucket),
                                        quoted(key),
                                        organisation.slug()));
        // Any change through the product makes the node look at once.
        platform.organisation();
    }

    private Path refFile(String ref) {
        var variable = "CLINICAL_DB_URL_" + ref.toUpperCase(Locale.ROOT).replace('-', '_');
        return platform.sandbox().home().refs().resolve(variable);
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }

    private String token() {
        return organisation.clinician().headers().get(1).substring("Bearer ".length());
    }

    private Path logs() {
        return platform.sandbox().home().logs();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
