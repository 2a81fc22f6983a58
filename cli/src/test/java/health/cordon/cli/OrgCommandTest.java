package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.cli.FakeServer.Reply;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrgCommandTest {
    private static final String NORTH =
            """
            {"id":"1","slug":"north","name":"North","region":"r","status":"active",
             "clinicalDbConnectionRef":null,"clinicalStorageBucket":"b","clinicalKmsKeyArn":null}
            """;

    private Path folder;

    @BeforeEach
    void prepare(@TempDir Path temporary) {
        folder = temporary;
    }

    @ParameterizedTest
    @CsvSource({"404, 3", "409, 4", "403, 5", "401, 5", "503, 6", "504, 6", "500, 1", "400, 1"})
    void tellsTheShellWhatTheServerSaid(int status, int code) {
        try (var server = new FakeServer(line -> new Reply(status, "{\"title\":\"T\"}"))) {
            var run = Run.in(server.home(folder), "org", "show", "north");

            assertThat(run.code()).isEqualTo(code);
            assertThat(run.out()).isEmpty();
            assertThat(run.err().lines()).hasSize(1);
        }
    }

    @Test
    void saysWhatToDoWhenNothingListens() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var address = "http://127.0.0.1:" + port;
        var environment =
                Map.of(
                        "CORDON_URL",
                        address + "/admin",
                        "CORDON_ISSUER",
                        address,
                        "CORDON_CLIENT_ID",
                        "c",
                        "CORDON_CLIENT_SECRET",
                        "hush");

        var run = Run.with(environment, "org", "list");

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err())
                .contains("does not answer; check CORDON_ISSUER.")
                .doesNotContain("hush", "./cordon");
    }

    @Test
    void sendsNoSecretWithoutTls() {
        var environment =
                Map.of(
                        "CORDON_URL", "http://records.example/admin",
                        "CORDON_ISSUER", "https://issuer.example",
                        "CORDON_CLIENT_ID", "c",
                        "CORDON_CLIENT_SECRET", "hush");

        var run = Run.with(environment, "org", "list");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("not https");
    }

    @Test
    void printsOneDocumentWithAllPages() throws IOException {
        try (var server =
                new FakeServer(
                        line ->
                                new Reply(
                                        200,
                                        line.contains("cursor=a%2Bb")
                                                ? "{\"items\":[" + NORTH + "],\"next\":null}"
                                                : "{\"items\":["
                                                        + NORTH
                                                        + "],\"next\":\"a+b\"}"))) {
            var run = Run.in(server.home(folder), "org", "list", "--json");

            var document = new ObjectMapper().readTree(run.out());
            assertThat(run.code()).isZero();
            assertThat(run.out().lines()).hasSize(1);
            assertThat(document.get("items")).hasSize(2);
            assertThat(document.get("next").isNull()).isTrue();
        }
    }

    @Test
    void showsNothingThatCouldSteerATerminal() {
        var name = NORTH.replace("North", "\\u001b[2JNorth");
        try (var server = new FakeServer(line -> new Reply(200, name))) {
            var run = Run.in(server.home(folder), "org", "show", "north");

            assertThat(run.out()).contains("North").doesNotContain("\u001b");
        }
    }

    @ParameterizedTest
    @CsvSource({"frob", "org", "org show", "org list --colour"})
    void callsWrongWordsWrongUsage(String words) {
        var run = Run.in(folder, words.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Nested
    class Set {
        @Test
        void readsAgainOnceWhenSomebodyElseWasFaster() {
            var puts = new AtomicInteger();
            try (var server =
                    new FakeServer(
                            line ->
                                    line.startsWith("PUT") && puts.incrementAndGet() == 1
                                            ? new Reply(412, "")
                                            : new Reply(200, NORTH))) {
                var run = Run.in(server.home(folder), "org", "set", "north", "--bucket", "none");

                assertThat(run.code()).isZero();
                assertThat(server.requests()).hasSize(4);
            }
        }

        @Test
        void givesUpWhenSomebodyElseIsAlwaysFaster() {
            try (var server =
                    new FakeServer(
                            line ->
                                    line.startsWith("PUT")
                                            ? new Reply(412, "")
                                            : new Reply(200, NORTH))) {
                var run = Run.in(server.home(folder), "org", "set", "north", "--db", "north-1");

                assertThat(run.code()).isEqualTo(4);
                assertThat(server.requests()).hasSize(4);
            }
        }

        @Test
        void saysWhatChangedAndWhatStaysBehind() {
            var after =
                    NORTH.replace(
                            "\"clinicalDbConnectionRef\":null",
                            "\"leftBehind\":{\"patient\":12,\"image\":0},"
                                    + "\"clinicalDbConnectionRef\":\"north-1\"");
            try (var server =
                    new FakeServer(line -> new Reply(200, line.startsWith("P") ? after : NORTH))) {
                var run = Run.in(server.home(folder), "org", "set", "north", "--db", "north-1");

                assertThat(run.out())
                        .contains("Database: north-1, was shared.")
                        .containsPattern("patient +12")
                        .doesNotContain("image")
                        .contains("later, separate step");
            }
        }

        private static final String CHECKS =
                "{\"title\":\"T\",\"checks\":["
                        + "{\"name\":\"key-usable\",\"outcome\":\"failed\",\"passed\":false,"
                        + "\"evidence\":\"it is disabled\",\"remedy\":\"Enable it\"},"
                        + "{\"name\":\"key-region\",\"outcome\":\"passed\",\"passed\":true,"
                        + "\"evidence\":\"it is here\",\"remedy\":null}]}";

        @Test
        void showsWhyItWasRefused() {
            try (var server = refusing()) {
                var run = Run.in(server.home(folder), "org", "set", "north", "--key", "k");

                assertThat(run.code()).isEqualTo(4);
                assertThat(run.out())
                        .containsPattern("CHECK +OUTCOME +EVIDENCE +WHAT TO DO")
                        .containsPattern("key-usable +failed +it is disabled +Enable it")
                        .containsPattern("key-region +passed +it is here")
                        .doesNotContain("null");
                assertThat(run.err()).contains("not changed: 1 of 2 checks failed.");
            }
        }

        @Test
        void printsOneDocumentWhenItWasRefused() throws IOException {
            try (var server = refusing()) {
                var run =
                        Run.in(server.home(folder), "org", "set", "north", "--key", "k", "--json");

                assertThat(run.code()).isEqualTo(4);
                assertThat(run.out().lines()).hasSize(1);
                assertThat(new ObjectMapper().readTree(run.out()).get("checks")).hasSize(2);
            }
        }

        @Test
        void showsWarningsOfAChangeThatWentThrough() {
            var after =
                    NORTH.replace(
                            "\"id\":\"1\"",
                            "\"id\":\"1\"," + CHECKS.substring(13, CHECKS.length() - 1));
            try (var server =
                    new FakeServer(line -> new Reply(200, line.startsWith("P") ? after : NORTH))) {
                var run = Run.in(server.home(folder), "org", "set", "north", "--key", "k");

                assertThat(run.code()).isZero();
                assertThat(run.out()).containsPattern("key-usable +failed +it is disabled");
            }
        }

        private FakeServer refusing() {
            return new FakeServer(
                    line ->
                            line.startsWith("PUT")
                                    ? new Reply(409, CHECKS)
                                    : new Reply(200, NORTH));
        }

        @Test
        void wantsSomethingToSet() {
            assertThat(Run.in(folder, "org", "set", "north").code()).isEqualTo(2);
        }
    }

    @Nested
    class Create {
        @Test
        void printsTheOrganisation() throws IOException {
            try (var server = new FakeServer(line -> new Reply(201, NORTH))) {
                var run = create(server, "--states", "MA,NH", "--json");

                assertThat(run.code()).isZero();
                assertThat(new ObjectMapper().readTree(run.out()).get("slug").asText())
                        .isEqualTo("north");
                assertThat(server.requests()).containsExactly("POST /admin/organisations");
                assertThat(new ObjectMapper().readTree(server.lastBody()))
                        .isEqualTo(
                                new ObjectMapper()
                                        .readTree(
                                                "{\"slug\":\"north\",\"name\":\"north\","
                                                        + "\"region\":\"r\",\"vertical\":\"acute\","
                                                        + "\"tier\":\"standard\","
                                                        + "\"states\":[\"MA\",\"NH\"]}"));
            }
        }

        @Test
        void saysThatTheNameIsTaken() {
            try (var server = new FakeServer(line -> new Reply(409, "{\"title\":\"T\"}"))) {
                assertThat(create(server).code()).isEqualTo(4);
            }
        }

        @Test
        void wantsARegion() {
            assertThat(Run.in(folder, "org", "create", "north").code()).isEqualTo(2);
        }

        private Run create(FakeServer server, String... more) {
            var words = new java.util.ArrayList<String>();
            words.addAll(java.util.List.of("org", "create", "north", "--region", "r"));
            words.addAll(java.util.List.of(more));
            return Run.in(server.home(folder), words.toArray(String[]::new));
        }
    }

    @Nested
    class Policies {
        private static final String POLICIES =
                "{\"role\":\"arn:r\",\"bucketPolicy\":null,\"rolePolicy\":{\"Statement\":["
                        + "{\"Action\":[\"kms:Decrypt\"]}]}}";

        @Test
        void arePrintedForPeople() {
            try (var server = new FakeServer(line -> new Reply(200, POLICIES))) {
                var run = Run.in(server.home(folder), "org", "policies", "north");

                assertThat(run.code()).isZero();
                assertThat(run.out())
                        .contains("For that role:", "kms:Decrypt")
                        .doesNotContain("bucket:");
                assertThat(server.requests())
                        .containsExactly("GET /admin/organisations/north/policies");
            }
        }

        @Test
        void areOneDocumentForPrograms() {
            try (var server = new FakeServer(line -> new Reply(200, POLICIES))) {
                var run = Run.in(server.home(folder), "org", "policies", "north", "--json");

                assertThat(run.out().strip()).isEqualTo(POLICIES);
            }
        }
    }
}
