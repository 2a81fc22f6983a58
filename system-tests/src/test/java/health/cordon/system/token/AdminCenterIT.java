package health.cordon.system.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.process.Node;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server on which an operator has switched on Admin Center's page of batch jobs, too. */
@OnPlatform
@Tag("deep")
@Tag("jobs")
class AdminCenterIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String PAGE = "/ibm/adminCenter/javaBatch-1.0/";
    private static final String INSTANCES = "/ibm/api/batch/v4/jobinstances";
    private static final String UI = "/ibm/api/adminCenter/v1/";
    private static final String FILTERS =
            UI + "tooldata/com.ibm.websphere.appserver.adminCenter.tool.javaBatch";
    private static final String SITE = "Sec-Fetch-Site";
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String DATABASE = "cordon_batch";
    private static final List<String> FRAGMENTS = List.of("server-tools.xml", "admin-center.xml");

    private static Platform platform;
    private static Node node;
    private static HttpClient http;
    private static Path driver;

    @BeforeAll
    static void switchItOn(Platform running) throws Exception {
        platform = running;
        var variables = Map.copyOf(repository());
        node = running.secondNode(variables);
        var module = Folders.project().resolve("server-login");
        var archive = Class.forName("com.mysql.cj.jdbc.Driver").getProtectionDomain();
        driver = Path.of(archive.getCodeSource().getLocation().toURI());
        copy(driver, server(driver.getFileName().toString()));
        copy(module.resolve("target/server-login.jar"), server("server-login.jar"));
        for (var fragment : FRAGMENTS) {
            copy(module.resolve("src/main/liberty").resolve(fragment), override(fragment));
        }
        node.stop();
        node = running.secondNode(variables);
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(running.certificateOf(node))
                        .build();
        await().atMost(LIMIT).until(() -> get(PAGE, staff("platform-admin")) == 200);
    }

    /** A database of its own, and a user with rights there alone. */
    private static Map<String, String> repository() {
        var password = platform.secrets().derived(DATABASE);
        var dba = platform.platformDatabase();
        dba.execute("CREATE DATABASE IF NOT EXISTS cordon_batch CHARACTER SET utf8mb4");
        dba.execute(
                "CREATE OR REPLACE USER 'cordon_batch'@'127.0.0.1' IDENTIFIED BY '%s'"
                        .formatted(password));
        dba.execute("GRANT ALL ON `cordon\\_batch`.* TO 'cordon_batch'@'127.0.0.1'");
        return Map.of(
                "BATCH_DB_URL",
                "jdbc:mysql://127.0.0.1:%d/cordon_batch".formatted(platform.platformUrl().port()),
                "BATCH_DB_USER",
                DATABASE,
                "BATCH_DB_PASSWORD",
                password);
    }

    private static void copy(Path from, Path to) throws Exception {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whoever needs the node next starts it as it was. */
    @AfterAll
    static void switchItOff() throws Exception {
        node.stop();
        for (var fragment : FRAGMENTS) {
            Files.delete(override(fragment));
        }
        Files.delete(server("server-login.jar"));
        Files.delete(server(driver.getFileName().toString()));
    }

    private static Path server(String file) {
        return node.home().liberty().resolve("servers/cordon").resolve(file);
    }

    private static Path override(String file) {
        return server("configDropins/overrides").resolve(file);
    }

    /** As a browser sends it after its prompt. */
    private static String staff(String role) {
        return basic("token", platform.sandbox().token(role));
    }

    private static String basic(String user, String password) {
        var pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(US_ASCII));
    }

    private static int get(String path, String authorization) throws Exception {
        return send("GET", path, "", "Authorization", authorization).statusCode();
    }

    private static HttpResponse<String> send(
            String method, String path, String body, String... headers) throws Exception {
        var uri = node.url(PortName.ADMIN_TLS, path).toString().replace("http:", "https:");
        var request =
                HttpRequest.newBuilder(URI.create(uri))
                        .timeout(Duration.ofSeconds(30))
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"platform-admin", "auditor"})
    void staffSeesThePageAndTheJobs(String role) throws Exception {
        assertThat(get(PAGE, staff(role))).isEqualTo(200);
        assertThat(get(INSTANCES, staff(role))).isEqualTo(200);
        assertThat(get(FILTERS, staff(role))).isEqualTo(204);
    }

    @Test
    void anAuditorStopsAndRestartsNothing() throws Exception {
        for (var action : List.of("stop", "restart")) {
            var path = "/ibm/api/batch/jobinstances/1?action=" + action;
            var answer = send("PUT", path, "", "Authorization", staff("auditor"));
            assertThat(answer.statusCode()).as(action).isEqualTo(403);
        }
    }

    /** What the server remembers is in that database, and runs nothing that nobody asked for. */
    @Test
    void theRepositoryIsInItsDatabaseAndNoWayPastARequest() throws Exception {
        var job =
                send(
                        "POST",
                        "/ibm/api/batch/jobinstances",
                        "{\"applicationName\":\"cordon\",\"moduleName\":\"admin.war\","
                                + "\"jobXMLName\":\"rewrap\",\"jobParameters\":{\"request\":\"x\"}}",
                        "Authorization",
                        staff("platform-admin"),
                        "Content-Type",
                        "application/json");
        assertThat(job.statusCode()).as(job.body()).isEqualTo(201);
        var failed =
                "SELECT COUNT(*) > 0 FROM cordon_batch.JOBEXECUTION WHERE EXITSTATUS LIKE 'F%'";
        await().atMost(LIMIT)
                .until(() -> platform.platformDatabase().value(failed).strip().equals("1"));
    }

    /** Of Admin Center, nothing else: neither what fetches addresses nor what reads files. */
    @Test
    void theRestOfItStaysShut() throws Exception {
        var address = UI + "utils/url/getTool";
        for (var path :
                List.of(
                        address,
                        address + "?url=http://127.0.0.1/",
                        UI + "toolbox",
                        UI + "catalog",
                        UI + "tooldata/x",
                        FILTERS + "/x",
                        "/adminCenter/toolbox.jsp",
                        "/ibm/adminCenter/explore-1.0/",
                        "/ibm/adminCenter/serverConfig-1.0/")) {
            assertThat(get(path, staff("platform-admin"))).as(path).isEqualTo(403);
            assertThat(get(path, staff("auditor"))).as(path).isEqualTo(403);
        }
    }

    /** A browser alone, and for no page of another site. */
    @Test
    void asksABrowserForTheToken() throws Exception {
        var asked = send("GET", PAGE, "", SITE, "none");
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().firstValue(CHALLENGE)).contains("Basic realm=\"cordon\"");
        assertThat(send("GET", PAGE, "").headers().firstValue(CHALLENGE)).isEmpty();
        var stop = "/ibm/api/batch/jobinstances/1?action=stop";
        for (var site : List.of("cross-site", "same-site")) {
            var foreign =
                    send("PUT", stop, "", SITE, site, "Authorization", staff("platform-admin"));
            assertThat(foreign.statusCode()).as(site).isEqualTo(403);
            assertThat(foreign.headers().firstValue(CHALLENGE)).isEmpty();
        }
        var own =
                send("GET", INSTANCES, "", SITE, "same-origin", "Authorization", staff("auditor"));
        assertThat(own.statusCode()).as("what the page itself asks").isEqualTo(200);
    }

    /** Its form signs nobody in, not even the server's one account. */
    @Test
    void noPasswordOfTheServerOpensIt() throws Exception {
        var metrics = platform.secrets().metricsPassword();
        assertThat(get(PAGE, basic("metrics", metrics))).isEqualTo(401);
        var form = "j_username=metrics&j_password=" + metrics;
        var type = "application/x-www-form-urlencoded";
        var answer = send("POST", "/adminCenter/j_security_check", form, "Content-Type", type);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("Ltpa"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PAGE, "/adminCenter/login.jsp", INSTANCES, FILTERS})
    void theClinicalPortHasNoneOfIt(String path) throws Exception {
        var request =
                HttpRequest.newBuilder(node.url(PortName.API, path))
                        .header("Authorization", staff("platform-admin"))
                        .build();
        assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }
}
