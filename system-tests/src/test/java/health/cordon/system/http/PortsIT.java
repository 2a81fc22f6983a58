package health.cordon.system.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers on which port. */
@OnPlatform
class PortsIT {
    private final Platform platform;

    PortsIT(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/live",
                "/health/ready",
                "/metrics",
                "/openapi",
                "/openapi/ui",
                "/admin/organisations",
                "/console",
                "/adminCenter",
                "/ibm/api",
                "/ibm/api/config",
                "/ibm/api/batch",
                "/IBMJMXConnectorREST",
                "/"
            })
    void nothingAdministrativeAnswersOnTheClinicalPort(String path) throws Exception {
        var token = platform.sandbox().token("platform-admin");

        var answer = get(url(PortName.API, path), "Bearer " + token);

        assertThat(answer.statusCode()).as("%s", answer.body()).isEqualTo(404);
        assertThat(raw(PortName.API, path, platform.sandbox().port(PortName.ADMIN)))
                .as("not even for who names the other port's host")
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void nothingClinicalAnswersOnTheAdministrativePort() throws Exception {
        var organisation = platform.organisation();
        var token = platform.sandbox().token("org:" + organisation.slug() + " role:org-admin");

        assertThat(get(url(PortName.ADMIN, "/api/patients"), "Bearer " + token).statusCode())
                .isEqualTo(404);
        assertThat(raw(PortName.ADMIN, "/api/patients", platform.sandbox().port(PortName.API)))
                .startsWith("HTTP/1.1 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "live", "ready"})
    void healthIsUpAndTellsNoDetail(String check) throws Exception {
        var answer = get(url(PortName.ADMIN, "/health/" + check), "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"UP\"").doesNotContain("127.0.0.1", "mysql", "http");
    }

    @Test
    void metricsNeedTheirCredential() throws Exception {
        var metrics =
                url(PortName.ADMIN_TLS, "/metrics?scope=application").replace("http:", "https:");

        assertThat(get(metrics, "").statusCode()).isEqualTo(401);
        assertThat(get(metrics, basic("metrics", "guessed")).statusCode()).isEqualTo(401);
        assertThat(
                        get(metrics, "Bearer " + platform.sandbox().token("platform-admin"))
                                .statusCode())
                .isEqualTo(401);
        var claimed = get(url(PortName.ADMIN, "/metrics"), "", "X-Forwarded-Proto", "https");
        assertThat(claimed.statusCode()).as("a claim is not TLS").isEqualTo(302);
        claimed = get(url(PortName.ADMIN, "/metrics"), "", "$WSSC", "https");
        assertThat(claimed.statusCode()).as("a claim is not TLS").isEqualTo(302);
        var read = get(metrics, basic("metrics", platform.secrets().metricsPassword()));
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body()).contains("cordon_organisations");
        assertThat(get(url(PortName.ADMIN, "/metrics"), "").body())
                .as("not in clear")
                .doesNotContain("cordon_organisations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ibm/api/config",
                "/ibm/api/validation",
                "/ibm/api/batch",
                "/ibm/api/docs",
                "/adminCenter",
                "/adminCenter/",
                "/IBMJMXConnectorREST/mbeanCount"
            })
    void theServersOwnToolsAreNotThere(String path) throws Exception {
        var tool = url(PortName.ADMIN_TLS, path).replace("http:", "https:");
        var staff = "Bearer " + platform.sandbox().token("platform-admin");

        assertThat(get(tool, "").statusCode()).isIn(401, 404);
        assertThat(get(tool, staff).statusCode()).isIn(401, 404);
        var account = basic("metrics", platform.secrets().metricsPassword());
        assertThat(get(tool, account).statusCode())
                .as("not even for the server's only account")
                .isEqualTo(404);
    }

    @Test
    void theServersOnlyAccountFindsMetricsAndNothingElse() throws Exception {
        var account = basic("metrics", platform.secrets().metricsPassword());

        var roots = get(url(PortName.ADMIN_TLS, "/ibm/api").replace("http:", "https:"), account);

        assertThat(roots.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(roots.body()).path("roots"))
                .isNotEmpty()
                .allMatch(root -> root.asText().startsWith("/metrics"));
    }

    @Test
    void theDescriptionOfTheInterfacesIsPublished() throws Exception {
        var description = get(url(PortName.ADMIN, "/openapi"), "");

        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.body())
                .contains("/import/fhir", "/patients/{id}", "/organisations/{organisation}");
    }

    @Test
    void theDescriptionSendsEachCallToItsPort() throws Exception {
        var description = description();

        assertThat(serversOf(description, "/api/patients/{id}"))
                .containsExactly(url(PortName.API, ""));
        assertThat(serversOf(description, "/admin/organisations/{organisation}"))
                .contains(url(PortName.ADMIN, ""))
                .doesNotContain(url(PortName.API, ""));
        assertThat(description.path("info").path("title").asText()).isEqualTo("Cordon");
        assertThat(platform.sandbox().status().json().path("server").path("version").asText())
                .startsWith(description.path("info").path("version").asText());
    }

    @Test
    void theDescriptionSaysWhatEachVerbDoes() throws Exception {
        for (var path : description().path("paths").properties()) {
            for (var verb : path.getValue().properties()) {
                if (Set.of("get", "post", "put", "delete").contains(verb.getKey())) {
                    assertThat(verb.getValue().path("summary").asText())
                            .as("%s %s", verb.getKey(), path.getKey())
                            .isNotBlank();
                }
            }
        }
    }

    private JsonNode description() throws Exception {
        var text = get(url(PortName.ADMIN, "/openapi?format=JSON"), "").body();
        return new ObjectMapper().readTree(text);
    }

    /** A path's own, else those of the document. */
    private static List<String> serversOf(JsonNode description, String path) {
        var item = description.path("paths").path(path);
        assertThat(item.isObject()).as("%s is described", path).isTrue();
        var servers = item.has("servers") ? item.path("servers") : description.path("servers");
        return servers.findValuesAsText("url");
    }

    private String url(PortName port, String path) {
        return platform.sandbox().url(port, path).toString();
    }

    private static String basic(String user, String password) {
        var pair = (user + ":" + password).getBytes(US_ASCII);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private HttpResponse<String> get(String url, String authorization, String... headers)
            throws IOException, InterruptedException, GeneralSecurityException {
        var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(platform.certificateOfItsOwn())
                        .build();
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The status line for a request that says it is for another port. */
    private String raw(PortName port, String path, int claimed) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), platform.sandbox().port(port))) {
            socket.setSoTimeout(30_000);
            var request =
                    "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
                            .formatted(path, claimed);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(64), US_ASCII);
        }
    }
}
