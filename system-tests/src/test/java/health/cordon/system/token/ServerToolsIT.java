package health.cordon.system.token;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.JWTClaimsSet;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.ForgedTokens;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Organisation;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on which an operator has switched Liberty's own tools on, as the pages say. */
@Tag("deep")
@Tag("jobs")
@OnPlatform
class ServerToolsIT {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String BATCH = "/ibm/api/batch/jobinstances";
    private static final int JOBS = 6;
    private static final int PATIENTS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONFIG = "/ibm/api/config";
    private static final String JMX = "/IBMJMXConnectorREST/mbeanCount";
    private static final HospitalIssuer STAFF = new HospitalIssuer();
    private static final List<String> SHOWN = new ArrayList<>();

    private static Platform platform;
    private static Node node;
    private static HttpClient http;

    /** With an issuer of its own for platform staff, because a key of it is withdrawn. */
    @BeforeAll
    static void switchThemOn(Platform running) throws Exception {
        platform = running;
        node = running.secondNode(Map.of("PLATFORM_ISSUER", STAFF.name()));
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(running.certificateOf(node))
                        .build();
        var module = Folders.project().resolve("server-login");
        Files.copy(module.resolve("target/server-login.jar"), server("server-login.jar"));
        Files.createDirectories(fragment().getParent());
        Files.copy(module.resolve("src/main/liberty/server-tools.xml"), fragment());
        await().atMost(LIMIT).until(() -> get(CONFIG, staff("platform-admin")) == 200);
    }

    /** Whoever needs the node next starts it as it was. */
    @AfterAll
    static void switchThemOff() throws Exception {
        node.stop();
        Files.delete(fragment());
        Files.delete(server("server-login.jar"));
        STAFF.close();
    }

    private static Path server(String file) {
        return node.home().liberty().resolve("servers/cordon").resolve(file);
    }

    private static Path fragment() {
        return server("configDropins/overrides/server-tools.xml");
    }

    private static JWTClaimsSet.Builder claims(String... roles) {
        return STAFF.claims().claim("groups", List.of(roles));
    }

    private static String staff(String... roles) {
        return bearer(STAFF.sign(claims(roles)));
    }

    private static String bearer(String token) {
        SHOWN.add(token);
        return "Bearer " + token;
    }

    private static URI uri(String path) {
        var uri = node.url(PortName.ADMIN_TLS, path).toString();
        return URI.create(uri.replace("http:", "https:"));
    }

    private static int get(String path, String... authorization) throws Exception {
        return send("GET", path, authorization).statusCode();
    }

    private static HttpResponse<String> send(String method, String path, String... authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
        for (var header : authorization) {
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
        }
        request.method(method, BodyPublishers.noBody());
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String metricsAccount() {
        var pair = "metrics:" + platform.secrets().metricsPassword();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(US_ASCII));
    }

    @Test
    void aPlatformAdministratorReadsAndWrites() throws Exception {
        var token = staff("platform-admin");
        var config = send("GET", CONFIG, token);
        assertThat(config.statusCode()).isEqualTo(200);
        assertThat(config.body())
                .contains("administrator-role")
                .doesNotContain(
                        platform.secrets().metricsPassword(),
                        platform.secrets().derived("keystore"));
        assertThat(config.headers().map()).doesNotContainKeys("Set-Cookie", "set-cookie");
        assertThat(get(CONFIG, token)).as("the same token again").isEqualTo(200);
        assertThat(send("POST", CONFIG, token).statusCode())
                .as("allowed, only that this one has nothing to write")
                .isEqualTo(405);
    }

    /** Liberty's batch runs nothing that nobody asked the product for. */
    @Test
    void noJobRunsWithoutARequestOfTheProduct() throws Exception {
        for (var parameters :
                List.of(
                        "{}",
                        "{\"request\":\"x\"}",
                        "{\"request\":\"%s\"}".formatted(UUID.randomUUID()))) {
            var job = submit(parameters, staff("platform-admin"));
            assertThat(job.statusCode()).as(job.body()).isEqualTo(201);
            var id = JSON.readTree(job.body()).path("instanceId").asText();
            await().atMost(LIMIT).until(() -> batchStatus(id).equals("FAILED"));
        }
        assertThat(submit("{}", staff("auditor")).statusCode()).isEqualTo(403);
        assertThat(get(BATCH, staff("auditor"))).isEqualTo(200);
        assertThat(Files.readString(node.messages())).contains("names no job request that runs");
    }

    /** Neither a step of the caller's own, nor another module. */
    @Test
    void noJobDescriptionOfTheCallersOwnGetsPastTheRequest() throws Exception {
        var own =
                "<job id='own' version='2.0' xmlns='https://jakarta.ee/xml/ns/jakartaee'>"
                        + "<step id='own'><batchlet ref='rangeWorker'/></step></job>";
        var body =
                """
                {"applicationName":"cordon","moduleName":"clinical.war","jobXMLName":"own",
                 "jobXML":"%s"}
                """
                        .formatted(own);
        var job = post(body, staff("platform-admin"));
        assertThat(job.statusCode()).as(job.body()).isEqualTo(201);
        var id = JSON.readTree(job.body()).path("instanceId").asText();
        await().atMost(LIMIT).until(() -> batchStatus(id).equals("FAILED"));
    }

    /** As the page says, with the command that comes with the server. */
    @Test
    void theCommandBatchManagerStopsAndResumesThePartOfThisNode() throws Exception {
        var organisations = organisationsWithPatients();
        var key = sharedKey(organisations.get(0));
        try (var keys = platform.keys();
                var command = command("platform-admin");
                var reading = command("auditor")) {
            // So that no job ends before it was stopped.
            keys.trouble(key, "throttles");
            var jobs = organisations.stream().map(ServerToolsIT::order).toList();
            var own = await().atMost(LIMIT).until(ServerToolsIT::begunHere, Optional::isPresent);
            var instance = "--jobInstanceId=" + own.orElseThrow().path("instanceId").asText();
            assertThat(command.run("listJobs").output()).contains("cordon#admin.war");
            assertThat(reading.run("stop", instance).output()).contains("403");
            var stop = command.run("stop", instance, "--wait", "--pollingInterval_s=1");
            assertThat(stop.code()).as(stop.output()).isEqualTo(BatchCommand.STOPPED);
            var execution = reading.run("status", instance).output();
            var request = jobs.stream().filter(execution::contains).findFirst().orElseThrow();
            assertThat(jobState(request)).as("others go on").isEqualTo("running");

            assertThat(reading.submit("request=" + request).output()).contains("403");
            mend(key);
            var again = command.submit("request=" + request);
            assertThat(again.code()).as(again.output()).isEqualTo(BatchCommand.COMPLETED);
            assertThat(jobState(request)).isEqualTo("completed");

            for (var parameter : List.of("request=" + request, "request=x", "none=x")) {
                var late = command.submit(parameter);
                assertThat(late.code()).as(late.output()).isEqualTo(BatchCommand.FAILED);
            }
            var restart =
                    command.run(
                            "restart",
                            instance,
                            "--reusePreviousParams",
                            "--wait",
                            "--pollingInterval_s=1");
            assertThat(restart.code()).as(restart.output()).isEqualTo(BatchCommand.FAILED);
            assertThat(jobState(request)).isEqualTo("completed");
        } finally {
            mend(key);
        }
    }

    private static void mend(String key) {
        try (var keys = platform.keys()) {
            keys.mend(key);
        }
    }

    private static BatchCommand command(String role) throws IOException {
        var token = STAFF.sign(claims(role));
        SHOWN.add(token);
        SHOWN.add(Base64.getEncoder().encodeToString(("token:" + token).getBytes(US_ASCII)));
        return BatchCommand.of(node.url(PortName.ADMIN_TLS, "/"), token);
    }

    private static List<Organisation> organisationsWithPatients() {
        var all = new ArrayList<Organisation>();
        for (int i = 0; i < JOBS; i++) {
            var organisation = platform.organisation();
            for (int patient = 0; patient < PATIENTS; patient++) {
                organisation.addPatient(Organisation.unique("MRN-"), "Tools");
            }
            all.add(organisation);
        }
        return all;
    }

    private static String sharedKey(Organisation organisation) {
        return platform.sharedDatabase()
                .value(
                        "SELECT DISTINCT SUBSTRING(SUBSTRING_INDEX(wrapped, '|', 1), 5) FROM dek WHERE tenant_id = '%s'"
                                .formatted(organisation.id()));
    }

    private static String order(Organisation organisation) {
        var answer =
                platform.platformAdmin()
                        .post(
                                "jobs",
                                Map.of(
                                        "job",
                                        "rewrap",
                                        "organisation",
                                        organisation.slug(),
                                        "to",
                                        "local"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return answer.id();
    }

    private static String jobState(String job) {
        return platform.platformAdmin().get("jobs/" + job).json().path("state").asText();
    }

    /** An execution that nobody but the product itself has begun. */
    private static Optional<JsonNode> begunHere() throws Exception {
        var list = JSON.readTree(send("GET", BATCH, staff("platform-admin")).body());
        for (var job : list) {
            if (job.path("submitter").asText().isEmpty()
                    && job.path("batchStatus").asText().equals("STARTED")) {
                return Optional.of(job);
            }
        }
        return Optional.empty();
    }

    private static HttpResponse<String> submit(String parameters, String token) throws Exception {
        var body =
                """
                {"applicationName":"cordon","moduleName":"admin.war","jobXMLName":"rewrap",
                 "jobParameters":%s}
                """
                        .formatted(parameters);
        return post(body, token);
    }

    private static HttpResponse<String> post(String body, String token) throws Exception {
        var request =
                HttpRequest.newBuilder(uri(BATCH))
                        .timeout(Duration.ofSeconds(30))
                        .header("Authorization", token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static String batchStatus(String instance) throws Exception {
        var answer = send("GET", BATCH + "/" + instance, staff("platform-admin"));
        return JSON.readTree(answer.body()).path("batchStatus").asText();
    }

    @Test
    void anAuditorReads() throws Exception {
        assertThat(get(CONFIG, staff("platform-admin"))).as("the same person").isEqualTo(200);
        var token = staff("auditor");
        assertThat(get(CONFIG, token)).isEqualTo(200);
        for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            assertThat(send(method, CONFIG, token).statusCode()).as(method).isEqualTo(403);
        }
    }

    @Test
    void nobodyElseIsLetIn() throws Exception {
        var organisation = platform.organisation().slug();
        for (var role : List.of("org-admin", "clinician", "clinician-read")) {
            var token = platform.sandbox().token("org:" + organisation + " role:" + role);
            assertThat(get(CONFIG, bearer(token))).as(role).isEqualTo(403);
        }
        for (var roles :
                List.of(List.<String>of(), List.of("org-admin"), List.of("Administrator"))) {
            assertThat(get(CONFIG, staff(roles.toArray(String[]::new)))).isEqualTo(403);
        }
        var namedLikeTheAccount = STAFF.sign(claims().subject("metrics"));
        assertThat(get(CONFIG, bearer(namedLikeTheAccount))).isEqualTo(403);
    }

    @Test
    void whatProvesNothingIsRefusedAndCounted() throws Exception {
        var admin = List.of("platform-admin");
        var now = Instant.now();
        var tenants = platform.tokens().tenantsKey();
        for (var token :
                List.of(
                        platform.sandbox().token("platform-admin"),
                        platform.tokens().signed(tenants, claims("platform-admin")),
                        STAFF.sign(claims("platform-admin").audience("another")),
                        STAFF.sign(claims("platform-admin").issuer("https://id.example.com")),
                        STAFF.sign(
                                claims("platform-admin")
                                        .issueTime(Date.from(now.minusSeconds(900)))
                                        .expirationTime(Date.from(now.minusSeconds(300)))),
                        STAFF.sign(
                                claims("platform-admin")
                                        .expirationTime(Date.from(now.plusSeconds(2_000_000_000)))),
                        ForgedTokens.unsigned(STAFF.claims().claim("groups", admin)),
                        "eyJhbGciOiJub25lIn0.garbage.")) {
            assertThat(get(CONFIG, bearer(token))).as(token).isEqualTo(401);
        }
        assertThat(get(CONFIG)).isEqualTo(401);
        assertThat(get(CONFIG, staff("platform-admin"), staff("platform-admin"))).isEqualTo(401);
        assertThat(send("GET", "/metrics?scope=application", metricsAccount()).body())
                .contains(
                        "cordon_refusals_total{kind=\"issuer\"",
                        "cordon_refusals_total{kind=\"signature\"",
                        "cordon_refusals_total{kind=\"no-token\"",
                        "cordon_refusals_total{kind=\"time\"");
    }

    @Test
    void aKeyThatIsWithdrawnOpensNothing() throws Exception {
        var token = staff("platform-admin");
        assertThat(get(CONFIG, token)).isEqualTo(200);
        var old = STAFF.key().getKeyID();
        var unseen = staff("platform-admin");
        STAFF.rotate("next-" + old);
        STAFF.withdraw(old);
        await().atMost(SOON).until(() -> get(CONFIG, token) == 401);
        assertThat(get(CONFIG, unseen)).isEqualTo(401);
        assertThat(get(CONFIG, staff("platform-admin"))).isEqualTo(200);
    }

    /** Who commands the virtual machine reads each secret of the server, and its memory. */
    @Test
    void theConnectorStaysShut() throws Exception {
        var secrets = "/IBMJMXConnectorREST/file/%24%7Bserver.config.dir%7D%2Fserver.env";
        for (var path : List.of(JMX, secrets)) {
            assertThat(get(path, staff("platform-admin"))).isEqualTo(403);
            assertThat(get(path, metricsAccount())).isEqualTo(401);
            assertThat(get(path)).isEqualTo(401);
        }
        assertThat(get("/ibm/api" + JMX, staff("platform-admin"))).isEqualTo(403);
    }

    /** Its interface would have the server fetch any address; it is not loaded, either. */
    @Test
    void whatElseSomebodyLoadsStaysShut() throws Exception {
        for (var path : List.of("/ibm/api", "/ibm/api/adminCenter/v1", "/ibm/api/batch/../x")) {
            assertThat(get(path, staff("platform-admin"))).as(path).isEqualTo(403);
        }
        for (var page : List.of("/adminCenter/", "/ibm/adminCenter/javaBatch-1.0/")) {
            assertThat(get(page, staff("platform-admin"))).as(page).isEqualTo(404);
        }
        var browser = HttpRequest.newBuilder(uri(CONFIG)).header("Sec-Fetch-Site", "none").build();
        var answer = http.send(browser, BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().map()).doesNotContainKey("www-authenticate");
    }

    @Test
    void aTokenIsAPasswordHereAloneAndForNoPageOfAnotherSite() throws Exception {
        var token = STAFF.sign(claims("platform-admin"));
        var pair = Base64.getEncoder().encodeToString(("token:" + token).getBytes(US_ASCII));
        SHOWN.addAll(List.of(token, pair));
        var config = send("GET", CONFIG, "Basic " + pair);
        assertThat(config.statusCode()).isEqualTo(200);
        assertThat(config.headers().map()).doesNotContainKeys("Set-Cookie", "set-cookie");
        assertThat(get("/admin/organisations", "Basic " + pair)).isEqualTo(401);
        assertThat(get("/metrics", "Basic " + pair)).isEqualTo(401);
        var request =
                HttpRequest.newBuilder(uri(CONFIG))
                        .header("Authorization", "Basic " + pair)
                        .header("Sec-Fetch-Site", "cross-site");
        assertThat(http.send(request.build(), BodyHandlers.discarding()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void theAccountForMetricsReadsMetricsAlone() throws Exception {
        assertThat(get("/metrics", metricsAccount())).isEqualTo(200);
        assertThat(get("/metrics", staff("platform-admin"))).isEqualTo(401);
        for (var path : List.of("/ibm/api", CONFIG, "/metrics/../ibm/api/config")) {
            assertThat(get(path, metricsAccount())).as(path).isIn(401, 404);
        }
    }

    /** Liberty gives one to whom it knows by a password. */
    @Test
    void noCookieStandsForAToken() throws Exception {
        var cookies = send("GET", "/metrics", metricsAccount()).headers().allValues("Set-Cookie");
        assertThat(cookies).isNotEmpty();
        for (var path : List.of(CONFIG, JMX)) {
            var request = HttpRequest.newBuilder(uri(path));
            cookies.forEach(cookie -> request.header("Cookie", cookie.replaceFirst(";.*", "")));
            var answer = http.send(request.build(), BodyHandlers.discarding());
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ibm/api", CONFIG, JMX, "/adminCenter", "/metrics"})
    void theClinicalPortHasNoneOfThem(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(node.url(PortName.API, path))
                        .header("Authorization", staff("platform-admin"))
                        .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }

    /** Of a token that was let in or refused, as of the account's password. */
    @AfterAll
    static void noLogHoldsAToken() throws IOException {
        var logs = Set.of(node.home().logs(), platform.sandbox().home().logs());
        for (var folder : logs) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var text = Files.readString(file, ISO_8859_1);
                    assertThat(SHOWN).isNotEmpty().noneMatch(text::contains);
                }
            }
        }
        assertThat(Files.readString(node.messages())).contains("refused: issuer, token ");
    }
}
