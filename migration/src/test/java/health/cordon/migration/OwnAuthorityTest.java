package health.cordon.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import health.cordon.cli.Cordon;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verbs that speak REST, to a server and an issuer with certificates of the hospital's own. */
class OwnAuthorityTest {
    private static final String PASSWORD = "a-password-of-tests";
    private final SSLContext before;
    private final Path folder;
    private final KeyStore store;
    private final HttpsServer server;

    private record Run(int code, String out, String err) {}

    OwnAuthorityTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        before = SSLContext.getDefault();
        store = selfSigned();
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(serving()));
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
        SSLContext.setDefault(before);
    }

    @Test
    void areBelievedByTheFileOfAuthorities() throws Exception {
        var pem = Files.writeString(folder.resolve("authority.pem"), pem());

        var run = list(Map.of("TRUSTED_CA_FILE", pem.toString()));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void areNotBelievedWithoutIt() {
        var run = list(Map.of());

        assertThat(run.code()).isEqualTo(6);
        assertThat(run.err())
                .contains("not trusted", "check CORDON_ISSUER", "TRUSTED_CA_FILE")
                .doesNotContain("does not answer", "./cordon");
    }

    @Test
    void areOneSentenceWhenTheFileIsNotThere() {
        var run = list(Map.of("TRUSTED_CA_FILE", "/none"));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("TRUSTED_CA_FILE ").hasLineCount(1);
    }

    private Run list(Map<String, String> more) {
        var environment = new HashMap<>(more);
        environment.put("CORDON_URL", url("/admin"));
        environment.put("CORDON_ISSUER", url("/p"));
        environment.put("CORDON_CLIENT_ID", "c");
        environment.put("CORDON_CLIENT_SECRET", "s");
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                MigrationVerbs.addTo(Cordon.commandLine(environment::get))
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute("org", "list");
        return new Run(code, out.toString(), err.toString());
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body =
                path.contains("/.well-known/")
                        ? "{\"token_endpoint\":\"%s\"}".formatted(url("/token"))
                        : path.equals("/token")
                                ? "{\"access_token\":\"aaa\",\"expires_in\":3600}"
                                : "{\"items\":[],\"next\":null}";
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }

    private String url(String path) {
        return "https://localhost:" + server.getAddress().getPort() + path;
    }

    private SSLContext serving() throws Exception {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private String pem() throws Exception {
        var encoded = store.getCertificate("own").getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END CERTIFICATE-----\n";
    }

    private KeyStore selfSigned() throws Exception {
        var file = folder.resolve("own.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made =
                new ProcessBuilder(
                                List.of(
                                        keytool,
                                        "-genkeypair",
                                        "-alias",
                                        "own",
                                        "-dname",
                                        "CN=hospital",
                                        "-ext",
                                        "san=dns:localhost",
                                        "-keyalg",
                                        "RSA",
                                        "-storetype",
                                        "PKCS12",
                                        "-keystore",
                                        file.toString(),
                                        "-storepass",
                                        PASSWORD))
                        .inheritIO()
                        .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }
}
