package health.cordon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import health.cordon.cli.FakeServer.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysEscrowTest {
    private static final KeyPair PAIR = pair();
    private static final String DEK = "00000000-0000-0000-0000-000000000001";
    private static final String OTHER = "00000000-0000-0000-0000-000000000002";

    private Path folder;
    private Path file;
    private Path privateKey;

    @BeforeEach
    void prepare(@TempDir Path temporary) throws Exception {
        folder = temporary;
        file = folder.resolve("north.jsonl");
        privateKey = privateKey(PAIR);
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(3072);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path privateKey(KeyPair pair) throws Exception {
        var body = Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded());
        return Files.writeString(
                Files.createTempFile(folder, "recovery", ".pem"),
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n".formatted(body));
    }

    private static String jwe(String organisation, String dek, int bytes) throws Exception {
        var header =
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                        .customParam("cordon:organisation", organisation)
                        .customParam("cordon:purpose", "PATIENT")
                        .customParam("cordon:dek", dek)
                        .build();
        var sealed = new JWEObject(header, new Payload(new byte[bytes]));
        sealed.encrypt(new RSAEncrypter((RSAPublicKey) PAIR.getPublic()));
        return sealed.serialize();
    }

    private static String line(String dek, String jwe) {
        return "{\"dek\":\"%s\",\"purpose\":\"PATIENT\",\"jwe\":\"%s\"}\n".formatted(dek, jwe);
    }

    private static String end(String organisation, long items) {
        return "{\"organisation\":\"%s\",\"exportedAt\":\"2026-03-01T00:00:00Z\",\"items\":%d}\n"
                .formatted(organisation, items);
    }

    private Run export(FakeServer server, String... more) {
        return run(server, "export", "--out", file.toString(), more);
    }

    private Run restore(FakeServer server, String... more) {
        return run(server, "restore", "--in", file.toString(), more);
    }

    private Run run(FakeServer server, String verb, String option, String path, String... more) {
        var words = new java.util.ArrayList<String>();
        words.addAll(java.util.List.of("keys", "escrow", verb, "--org", "north", option, path));
        words.addAll(java.util.List.of(more));
        return Run.in(server.home(folder), words.toArray(String[]::new));
    }

    @Nested
    class Export {
        @Test
        void writesEachPageForItsOwnerAlone() throws Exception {
            try (var server = new FakeServer(Export::page)) {
                var run = export(server, "--json");

                assertThat(run.code()).isZero();
                assertThat(new ObjectMapper().readTree(run.out()).path("items").asInt())
                        .isEqualTo(2);
                assertThat(run.err()).contains("1 data keys", "2 data keys");
                assertThat(server.requests())
                        .containsExactly(
                                "GET /admin/organisations/north",
                                "POST /admin/organisations/north/keys/escrow?limit=200",
                                "POST /admin/organisations/north/keys/escrow?limit=200&cursor=k1.a");
            }
            assertThat(Files.readString(file))
                    .startsWith(
                            line(DEK, "a")
                                    + line(OTHER, "b")
                                    + "{\"organisation\":\"id-of-north\",\"exportedAt\":\"20")
                    .endsWith("Z\",\"items\":2}\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }

        private static Reply page(String request) {
            if (request.startsWith("GET")) {
                return new Reply(200, "{\"id\":\"id-of-north\"}");
            }
            return request.contains("cursor")
                    ? new Reply(200, "{\"items\":[%s],\"next\":null}".formatted(line(OTHER, "b")))
                    : new Reply(
                            200, "{\"items\":[%s],\"next\":\"k1.a\"}".formatted(line(DEK, "a")));
        }

        @Test
        void overwritesNothing() throws Exception {
            Files.writeString(file, "mine");
            try (var server = new FakeServer(Export::page)) {
                assertThat(export(server).code()).isEqualTo(4);
                assertThat(server.requests()).isEmpty();
            }
            assertThat(file).hasContent("mine");
        }

        @Test
        void leavesNoHalfOfAFile() {
            try (var server =
                    new FakeServer(
                            line ->
                                    line.contains("cursor")
                                            ? new Reply(503, "{\"title\":\"T\"}")
                                            : page(line))) {
                assertThat(export(server).code()).isEqualTo(6);
            }
            assertThat(file).doesNotExist();
        }

        @Test
        void saysWhoSetsItUp() {
            var off =
                    new Reply(
                            409,
                            "{\"type\":\"urn:cordon:problem:escrow-not-set-up\",\"title\":\"T\"}");
            try (var server = new FakeServer(line -> line.startsWith("GET") ? page(line) : off)) {
                var run = export(server);

                assertThat(run.code()).isEqualTo(4);
                assertThat(run.err()).contains("ESCROW_PUBLIC_KEY_FILE");
            }
        }

        @Test
        void goesNowhereInTheClear() {
            var run =
                    Run.with(
                            Map.of("CORDON_URL", "http://cordon.example.com/admin"),
                            "keys",
                            "escrow",
                            "export",
                            "--org",
                            "north",
                            "--out",
                            file.toString(),
                            "--token-file",
                            privateKey.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("is not https");
        }
    }

    @Nested
    class Restore {
        private String outcome = "restored";

        private Reply answer(String request) {
            return request.startsWith("GET")
                    ? new Reply(200, "{\"id\":\"id-of-north\"}")
                    : new Reply(200, "{\"items\":[{\"outcome\":\"%s\"}]}".formatted(outcome));
        }

        /** Of a whole file. */
        private Run of(String text, String... more) throws Exception {
            return ofFile(text + end("id-of-north", text.lines().count()), more);
        }

        private Run ofFile(String text, String... more) throws Exception {
            Files.writeString(file, text);
            try (var server = new FakeServer(this::answer)) {
                var words = new java.util.ArrayList<>(java.util.List.of(more));
                if (!words.contains("--private-key")) {
                    words.addAll(java.util.List.of("--private-key", privateKey.toString()));
                }
                var run = restore(server, words.toArray(String[]::new));
                if (run.code() != 0 && outcome.equals("restored")) {
                    assertThat(server.requests()).noneMatch(line -> line.startsWith("POST"));
                } else {
                    assertThat(server.lastBody())
                            .contains("\"dek\":\"" + DEK + "\"", "A".repeat(43));
                }
                return run;
            }
        }

        @Test
        void opensHereAndSendsThePlainKey() throws Exception {
            var run = of(line(DEK, jwe("id-of-north", DEK, 32)), "--json");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(new ObjectMapper().readTree(run.out()).path("restored").asInt()).isOne();
        }

        @Test
        void takesNoLineUnderAnotherName() throws Exception {
            assertThat(of(line(OTHER, jwe("id-of-north", DEK, 32))).err())
                    .startsWith("Line 1 is sealed for another data key");
            assertThat(of(line(DEK, jwe("id-of-south", DEK, 32))).code()).isOne();
        }

        @Test
        void takesNoHeaderThatWasChanged() throws Exception {
            var body = jwe("id-of-north", DEK, 32).split("\\.", 2)[1];
            var header = jwe("id-of-north", OTHER, 32).split("\\.", 2)[0];

            assertThat(of(line(OTHER, header + "." + body)).err())
                    .startsWith("Line 1 does not open");
        }

        @Test
        void takesNothingElse() throws Exception {
            for (var text : new String[] {"x\n", "\n", "{}\n", line(DEK, "a.b.c.d.e")}) {
                assertThat(of(text).code()).as(text).isOne();
            }
            assertThat(of(line(DEK, jwe("id-of-north", DEK, 31))).code()).isOne();
        }

        /**
         * Cut in a line, at its end, in the middle; doubled; and of before there was a last line.
         */
        @Test
        void takesNothingOfAFileThatIsNotWhole() throws Exception {
            var one = line(DEK, jwe("id-of-north", DEK, 32));
            var two = one + line(OTHER, jwe("id-of-north", OTHER, 32));
            var whole = two + end("id-of-north", 2);
            for (var text :
                    new String[] {
                        "",
                        one,
                        two,
                        whole.substring(0, whole.length() - 10),
                        one + end("id-of-north", 2),
                        two + end("id-of-north", 1),
                        whole + whole,
                        whole + "\n"
                    }) {
                var run = ofFile(text);
                assertThat(run.code()).as(text).isOne();
                assertThat(run.err()).startsWith("The file is not a whole export");
            }
        }

        @Test
        void takesNothingOfAnotherOrganisationsExport() throws Exception {
            var run = ofFile(line(DEK, jwe("id-of-north", DEK, 32)) + end("id-of-south", 1));

            assertThat(run.code()).isOne();
            assertThat(run.err()).startsWith("The file is an export of another organisation");
        }

        @Test
        void opensNothingWithAnotherPrivateKey() throws Exception {
            var run =
                    of(
                            line(DEK, jwe("id-of-north", DEK, 32)),
                            "--private-key",
                            privateKey(pair()).toString());

            assertThat(run.code()).isOne();
            assertThat(run.err()).startsWith("Line 1 does not open");
        }

        @Test
        void wantsAPrivateKey() throws Exception {
            var run = of(line(DEK, "a"), "--private-key", file.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("PKCS#8");
        }

        @Test
        void failsWhenAKeyIsNotItsRows() throws Exception {
            outcome = "wrong-key";
            var run = of(line(DEK, jwe("id-of-north", DEK, 32)));

            assertThat(run.code()).isOne();
            assertThat(run.out()).containsPattern("wrong-key +1");
        }
    }
}
