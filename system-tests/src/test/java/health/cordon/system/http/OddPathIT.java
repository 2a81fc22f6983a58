package health.cordon.system.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.sandbox.home.PortName;
import health.cordon.system.platform.OnPlatform;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that no client library would send are answered like any other that does not exist. */
@OnPlatform
class OddPathIT {
    private final Platform platform;

    OddPathIT(Platform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x%2f",
                "x%5c",
                "a[b",
                "a|b",
                "patients/<script>x</script>",
                "%ff",
                "ibm_security_logout",
                "x/ibm_security_logout?logoutExitPage=/admin"
            })
    void ofTheClinicalApiAreProblems(String path) throws Exception {
        var organisation = platform.organisation();
        var token = platform.sandbox().token("org:" + organisation.slug() + " role:clinician");

        assertProblem(ask(PortName.API, "/api/" + path, token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "organisations/%F0%9F%98%80",
                "organisations/..%2fx",
                "a[b",
                "ibm_security_logout"
            })
    void ofTheAdministrationAreProblems(String path) throws Exception {
        var token = platform.sandbox().token("platform-admin");

        assertProblem(ask(PortName.ADMIN, "/admin/" + path, token));
    }

    /** Else whoever makes up methods fills the memory, without a token. */
    @Test
    void oddMethodsLeaveNoTimeSeries() throws Exception {
        for (int i = 0; i < 5; i++) {
            var answer = platform.api("none").send("ODDMETHOD" + i, "patients", new byte[0]);
            assertThat(answer.status()).as("%s", answer).isBetween(400, 499);
        }
        assertThat(platform.sandbox().metrics())
                .contains("cordon_organisations")
                .doesNotContain("ODDMETHOD");
    }

    private static void assertProblem(String answer) {
        assertThat(answer).containsPattern("^HTTP/1.1 40[04] ");
        assertThat(answer).contains("application/problem+json", "urn:cordon:problem:");
        assertThat(answer).doesNotContain("Exception", "com.ibm", "CWWWC", "script");
    }

    private String ask(PortName port, String path, String token) throws IOException {
        int number = platform.sandbox().port(port);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), number)) {
            socket.setSoTimeout(30_000);
            var request =
                    "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, number, token);
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
