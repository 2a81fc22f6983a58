package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import health.cordon.cli.FakeServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the command gets a token from issuers that know its scopes, and from those that do not. */
class SignInTest {
    private static final Reply TOKEN =
            new Reply(200, "{\"access_token\":\"aaa\",\"expires_in\":3600}");
    private static final Reply NO_SUCH_SCOPE = new Reply(400, "{\"error\":\"invalid_scope\"}");
    private static final Reply EMPTY = new Reply(200, "{\"items\":[],\"next\":null}");

    @Test
    void asksForTheRole() {
        try (var server = new FakeServer(line -> EMPTY)) {
            assertThat(run(server, Map.of()).code()).isZero();
            assertThat(server.signIns()).containsExactly(form("&scope=platform-admin"));
        }
    }

    @Test
    void takesWhatTheClientHasWhereTheIssuerKnowsNoSuchScope() {
        try (var server =
                new FakeServer(
                        line -> EMPTY, form -> form.contains("scope") ? NO_SUCH_SCOPE : TOKEN)) {
            assertThat(run(server, Map.of()).code()).isZero();
            assertThat(server.signIns()).containsExactly(form("&scope=platform-admin"), form(""));
        }
    }

    @Test
    void asksForTheConfiguredScopeAndNoOther() {
        try (var server = new FakeServer(line -> EMPTY, form -> NO_SUCH_SCOPE)) {
            var run = run(server, Map.of("CORDON_SCOPE", "api://cordon/.default"));

            assertThat(run.code()).isEqualTo(5);
            assertThat(server.signIns())
                    .containsExactly(form("&scope=api%3A%2F%2Fcordon%2F.default"));
        }
    }

    @Test
    void asksForNothingElseInASandbox(@TempDir Path folder) {
        try (var server = new FakeServer(line -> EMPTY, form -> NO_SUCH_SCOPE)) {
            var run = Run.in(server.home(folder), "org", "list");

            assertThat(run.code()).isEqualTo(5);
            assertThat(server.signIns()).hasSize(1);
        }
    }

    @Test
    void sendsTheSandboxsSecretToItsOwnIssuersOnly(@TempDir Path folder) throws IOException {
        var bundle = Files.writeString(folder.resolve("bundle.json"), "{}").toString();
        var elsewhere = new Reply(200, "{\"oidcIssuer\":\"http://127.0.0.1:1/own\"}");
        try (var server = new FakeServer(line -> elsewhere)) {
            var run = Run.in(server.home(folder), "import", "--org", "north", bundle);

            assertThat(run.code()).isEqualTo(5);
            assertThat(run.err()).contains("north has an issuer of its own, http://127.0.0.1:1;");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void saysThatAnIssuerInTroubleIsNotReachable(int status) {
        try (var server = new FakeServer(line -> EMPTY, form -> new Reply(status, ""))) {
            var run = run(server, Map.of());

            assertThat(run.code()).isEqualTo(6);
            assertThat(run.err()).contains("status " + status, "try again");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403})
    void saysThatAnIssuerRefuses(int status) {
        try (var server = new FakeServer(line -> EMPTY, form -> new Reply(status, ""))) {
            assertThat(run(server, Map.of()).code()).isEqualTo(5);
        }
    }

    private static Run run(FakeServer server, Map<String, String> more) {
        var environment =
                new HashMap<>(
                        Map.of(
                                "CORDON_URL",
                                server.url("/admin"),
                                "CORDON_ISSUER",
                                server.url("/p"),
                                "CORDON_CLIENT_ID",
                                "c",
                                "CORDON_CLIENT_SECRET",
                                "s"));
        environment.putAll(more);
        return Run.with(environment, "org", "list");
    }

    private static String form(String rest) {
        return "grant_type=client_credentials" + rest;
    }
}
