package health.cordon.tenancy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    private static final String SANDBOX = "ALLOW_LOOPBACK_ENDPOINTS";

    private final Settings production = new Settings(Map.<String, String>of()::get);
    private final Settings sandbox = new Settings(Map.of(SANDBOX, "true")::get);

    @Nested
    class Endpoints {
        private final EndpointPolicy policy = EndpointPolicy.from(production);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://kms.example.com",
                    "https://10.1.2.3:8443/path",
                    "http://127.0.0.1:9000",
                    "http://localhost",
                    "http://[::1]:8080/x"
                })
        void acceptsHttpsAndLoopback(String text) {
            assertThat(policy.endpoint("K", text)).hasToString(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "kms.example.com",
                    "http://kms.example.com",
                    "ftp://127.0.0.1",
                    "file:///etc/passwd",
                    "jar:https://x!/y",
                    "https://user:pw@kms.example.com",
                    "https://kms.example.com/#x",
                    "http://127.0.0.1.example.com",
                    "http://127.0.0.1@evil.example.com",
                    "https://%zz",
                    "https://169.254.169.254/latest",
                    "https://[fe80::1]/",
                    "https://[FD00:EC2::254]/",
                    "https://metadata.google.internal/"
                })
        void refusesEverythingElse(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> policy.endpoint("K", text))
                    .withNoCause()
                    .withMessageNotContaining("example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "LOCALHOST", "::1", "[::1]"})
    void knowsThisMachine(String host) {
        assertThat(EndpointPolicy.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.2.example.com", "localhost.example.com", "10.0.0.1", "0.0.0.0"})
    void knowsOtherMachines(String host) {
        assertThat(EndpointPolicy.isLoopback(host)).isFalse();
    }

    @Test
    void refusesLoopbackOutsideOfSandboxes() {
        var policy = EndpointPolicy.from(production);
        policy.saw("B", "127.0.0.1");
        policy.saw("A", "localhost");
        policy.saw("C", "db.example.com");
        policy.reportTo(production);
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(production::check)
                .withMessage(
                        "A, B points to this machine; set ALLOW_LOOPBACK_ENDPOINTS=true if this is"
                                + " a sandbox.");
    }

    @Test
    void refusesOtherMachinesInSandboxes() {
        var policy = EndpointPolicy.from(sandbox);
        policy.saw("A", "127.0.0.1");
        policy.saw("B", "db.example.com");
        policy.reportTo(sandbox);
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(sandbox::check)
                .withMessageStartingWith("ALLOW_LOOPBACK_ENDPOINTS=true is for sandboxes only")
                .withMessageContaining("because B points to another machine");
    }

    @Test
    void countsNoExampleOfAFaultyKey() {
        var policy = EndpointPolicy.from(sandbox);
        sandbox.required("A", text -> policy.endpoint("A", text), "https://a.example.com");
        policy.reportTo(sandbox);
        assertThatExceptionOfType(InvalidSettings.class)
                .isThrownBy(sandbox::check)
                .withMessage("A is not set; set it, for example to https://a.example.com.");
    }

    @Test
    void acceptsEitherWorldByItself() {
        var local = EndpointPolicy.from(sandbox);
        local.saw("A", "127.0.0.1");
        local.reportTo(sandbox);
        var remote = EndpointPolicy.from(production);
        remote.saw("A", "db.example.com");
        remote.reportTo(production);
        assertThatCode(sandbox::check).doesNotThrowAnyException();
        assertThatCode(production::check).doesNotThrowAnyException();
        assertThat(local.loopbackAllowed()).isTrue();
        assertThat(remote.loopbackAllowed()).isFalse();
    }
}
