package health.cordon.tenancy.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                    "https://metadata.google.internal/",
                    "https://metadata/",
                    "https://0.0.0.0/",
                    "https://[::]/",
                    "https://[::ffff:169.254.169.254]/",
                    "https://224.0.0.1/",
                    "https://100.100.100.200/",
                    "https://2852039166/",
                    "https://0xa9fea9fe/",
                    "https://169.254.43518/"
                })
        void refusesEverythingElse(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> policy.endpoint("K", text))
                    .withNoCause()
                    .withMessageNotContaining("example.com");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "localhost",
                "LOCALHOST",
                "127.8.9.1",
                "localhost.",
                "::1",
                "[::1]"
            })
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

    @Nested
    class Hosts {
        private String faults(String hosts, String... endpoints) {
            var settings =
                    new Settings(
                            Map.of("ALLOWED_ENDPOINT_HOSTS", hosts, "AWS_REGION", "eu-west-1")
                                    ::get);
            var policy = EndpointPolicy.from(settings);
            for (int i = 0; i < endpoints.length; i++) {
                policy.endpoint("K" + i, endpoints[i]);
            }
            policy.reportTo(settings);
            try {
                settings.check();
                return "";
            } catch (InvalidSettings e) {
                return String.join("\n", e.faults());
            }
        }

        @ParameterizedTest
        @CsvSource({
            "id.example.com, https://id.example.com",
            "id.example.com, https://ID.Example.com:8443/realm",
            "ID.example.com, https://id.example.com.",
            "'a.example.com, id.example.com', https://id.example.com",
            "*.example.com, https://id.example.com",
            "*.example.com, https://a.b.example.com",
            "10.1.2.3, https://10.1.2.3",
            "[2001:db8::1], https://[2001:db8::1]",
            "*.kms.eu-west-1.vpce.amazonaws.com, https://vpce-0a-1b.kms.eu-west-1.vpce.amazonaws.com",
            "*.s3.eu-west-1.vpce.amazonaws.com, https://bucket.vpce-0a-1b.s3.eu-west-1.vpce.amazonaws.com",
            "x.example.com, https://s3.eu-west-1.amazonaws.com",
            "x.example.com, https://kms-fips.eu-west-1.amazonaws.com"
        })
        void thatAreListedAreAllowed(String hosts, String endpoint) {
            assertThat(faults(hosts, endpoint)).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "id.example.com, https://example.com",
            "id.example.com, https://id.example.com.evil.test",
            "id.example.com, https://xid.example.com",
            "*.example.com, https://example.com",
            "*.example.com, https://evilexample.com",
            "*.example.com, https://id.example.com.evil.test",
            "x.example.com, https://kms.us-east-1.amazonaws.com",
            "x.example.com, https://evil.kms.eu-west-1.amazonaws.com"
        })
        void thatAreNotListedAreRefusedWithoutBeingNamed(String hosts, String endpoint) {
            assertThat(faults(hosts, endpoint))
                    .isEqualTo(
                            "K0 is on a host that is not among ALLOWED_ENDPOINT_HOSTS; add the"
                                    + " host there if it is the right one.");
        }

        @Test
        void haveASentenceForEachKey() {
            assertThat(faults("x.example.com", "https://a.test", "https://b.test").lines())
                    .hasSize(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"*", "*.com", "a b", "https://a.example.com", "a.*.com", "a,,b"})
        void areNamesOrSuffixes(String hosts) {
            assertThat(faults(hosts)).startsWith("ALLOWED_ENDPOINT_HOSTS is not valid: ");
        }
    }

    /** Those that are named while the server runs, such as an organisation's issuer. */
    @Nested
    class LaterEndpoints {
        private final EndpointPolicy policy =
                EndpointPolicies.of(
                        Map.of("ALLOWED_ENDPOINT_HOSTS", "id.example.com, *.hospital.example"));

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://id.example.com",
                    "https://ID.example.com:8443/realms/north",
                    "https://id.north.hospital.example"
                })
        void areOnHostsOfTheList(String text) {
            assertThat(policy.laterEndpoint(text)).hasToString(text);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example.com",
                    "https://id.example.com.evil.test",
                    "https://xid.example.com",
                    "https://hospital.example",
                    "https://evilhospital.example",
                    "https://10.0.0.1"
                })
        void areOnNoOther(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> policy.laterEndpoint(text))
                    .withMessage("its host is not among ALLOWED_ENDPOINT_HOSTS.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://127.0.0.1:8080", "https://localhost", "https://[::1]"})
        void areNotOnThisMachine(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> policy.laterEndpoint(text));
        }

        @Test
        void areNowhereWithoutAList() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    EndpointPolicy.from(production)
                                            .laterEndpoint("https://id.example.com"));
        }
    }

    @Nested
    class NamesThatLeadSomewhere {
        @ParameterizedTest
        @CsvSource({
            "kms.example.com, 169.254.169.254",
            "kms.example.com, fe80::1",
            "kms.example.com, fd00:ec2::254",
            "kms.example.com, 100.100.100.200",
            "kms.example.com, 0.0.0.0",
            "kms.example.com, 127.0.0.1",
            "kms.example.com, ::1",
            "kms.example.com, 224.0.0.251",
            "localhost, 10.0.0.1"
        })
        void elsewhereAreRefused(String host, String address) throws Exception {
            var good = InetAddress.getByName("localhost".equals(host) ? "127.0.0.1" : "10.0.0.1");
            var bad = InetAddress.getByName(address);

            assertThatExceptionOfType(AddressRefused.class)
                    .isThrownBy(() -> Addresses.requireUsable(host, good, bad))
                    .withMessageNotContaining(address);
        }

        @ParameterizedTest
        @CsvSource({
            "kms.example.com, 10.0.0.1",
            "kms.example.com, 192.168.4.4",
            "kms.example.com, 52.95.110.1",
            "localhost, 127.0.0.1",
            "127.0.0.1, 127.0.0.1",
            "localhost, ::1"
        })
        void whereTheyShouldAreUsed(String host, String address) {
            assertThatCode(() -> Addresses.requireUsable(host, InetAddress.getByName(address)))
                    .doesNotThrowAnyException();
        }

        @Test
        void areAskedForEachTime() throws Exception {
            assertThat(Addresses.resolve("localhost")).isNotEmpty();
            assertThatExceptionOfType(AddressRefused.class)
                    .isThrownBy(() -> Addresses.resolve("169.254.169.254"));
        }
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
