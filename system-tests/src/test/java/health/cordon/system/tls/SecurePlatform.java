package health.cordon.system.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import health.cordon.sandbox.child.Port;
import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.issuer.IssuerServer;
import health.cordon.sandbox.kms.KmsServer;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import health.cordon.sandbox.s3.S3Server;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Folders;
import health.cordon.system.platform.Platform;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A platform all of whose wires are TLS, each with a certificate that a test can exchange. S3, KMS
 * and issuer run in this very process, over the data of the sandbox.
 */
final class SecurePlatform implements AutoCloseable {
    static final List<String> STAND_INS = List.of("S3", "KMS", "ISSUER");
    private static final String CLIENT = "cordon-sandbox";

    private final Path folder = Folders.target().resolve("secure-platform");
    private final Home home;
    private final Secrets secrets;
    private final Authority authority;
    private final Authority stranger;
    private final Map<String, Certificate> certificates = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, AutoCloseable> running = new HashMap<>();
    private final int database = Port.free();
    private final int apiTls = Port.free();
    private final SandboxOptions options;
    private @Nullable Sandbox sandbox;

    /** All but the server, which {@link #serve} starts. */
    SecurePlatform() throws Exception {
        options =
                SandboxOptions.of(folder.resolve("home"), Folders.project())
                        .withFreePorts()
                        .withoutSeed()
                        .withDatabaseCertificate(folder.resolve("database"));
        Platform.forget(folder, options);
        authority = Authority.create(folder, "hospital");
        stranger = Authority.create(folder, "stranger");
        certificates.put("right", authority.certify("right", "localhost"));
        certificates.put("wrong name", authority.certify("name", "elsewhere.example.com"));
        certificates.put("expired", authority.certifyExpired("old", "localhost"));
        certificates.put("unknown authority", stranger.certify("right", "localhost"));
        STAND_INS.forEach(name -> ports.put(name, Port.free()));
        home = new Home(options.home()).create();
        secrets = Secrets.of(home);
        databaseShows("right");
        certificate("right").writePkcs12(folder.resolve("server.p12"));
        Sandbox.start(withDatabasePort().withoutServer(), line -> {});
        for (var name : STAND_INS) {
            show(name, "right");
        }
    }

    /** Starts the server, which reads the issuers' keys at once. */
    void serve() throws IOException {
        sandbox =
                Sandbox.start(
                        withDatabasePort().withEnvironment(environment()),
                        line -> System.out.println("secure     " + line));
    }

    private SandboxOptions withDatabasePort() {
        var wishes = new HashMap<>(options.ports());
        wishes.put(PortName.DB, database);
        return options.withPorts(wishes);
    }

    private Map<String, String> environment() throws IOException {
        var environment = new HashMap<String, String>();
        environment.put("TRUSTED_CA_FILE", authority.pem().toString());
        environment.put(
                "PLATFORM_DB_URL",
                url("cordon_platform", "cordon_platform", secrets.platformPassword()));
        environment.put(
                "CLINICAL_DB_URL",
                url("cordon_clinical", "cordon_clinical_app", secrets.clinicalPassword()));
        environment.put(
                "CLINICAL_DB_MIGRATION_URL",
                url(
                        "cordon_clinical",
                        "cordon_clinical",
                        secrets.derived("migration:cordon_clinical")));
        environment.put("S3_ENDPOINT", address("S3"));
        environment.put("KMS_ENDPOINT", address("KMS"));
        environment.put("PLATFORM_ISSUER", address("ISSUER") + "/platform");
        environment.put("TENANT_ISSUER", address("ISSUER") + "/tenants");
        environment.put("KEYSTORE_FILE", folder.resolve("server.p12").toString());
        environment.put("KEYSTORE_PASSWORD", Authority.PASSWORD);
        environment.put("API_HTTPS_PORT", Integer.toString(apiTls));
        return environment;
    }

    /** Verified, though it is on this machine. */
    String url(String name, String user, String password) {
        return "mysql://%s:%s@localhost:%d/%s?sslMode=VERIFY_IDENTITY"
                .formatted(user, password, database, name);
    }

    Sandbox sandbox() {
        return java.util.Objects.requireNonNull(sandbox);
    }

    String log() throws IOException {
        return Files.readString(home.logs().resolve("server/messages.log"), UTF_8);
    }

    Certificate certificate(String name) {
        return java.util.Objects.requireNonNull(certificates.get(name));
    }

    /** The stand-in, from now on with that certificate. */
    void show(String name, String certificate) throws Exception {
        hide(name);
        var tls = certificate(certificate).context();
        int port = java.util.Objects.requireNonNull(ports.get(name));
        running.put(
                name,
                switch (name) {
                    case "S3" ->
                            S3Server.start(
                                    port,
                                    home.s3(),
                                    secrets.accessKeyId(),
                                    secrets.secretAccessKey(),
                                    tls);
                    case "KMS" -> KmsServer.start(port, home.kms(), tls);
                    default ->
                            IssuerServer.start(
                                    port, home.issuer(), CLIENT, secrets.clientSecret(), tls);
                });
    }

    void hide(String name) throws Exception {
        var old = running.remove(name);
        if (old != null) {
            old.close();
        }
    }

    /** New connections see it; old ones stay as they are. */
    void databaseShows(String certificate) throws IOException {
        certificate(certificate).writePem(folder.resolve("database"));
    }

    URI https(String path) {
        return URI.create("https://localhost:" + apiTls + path);
    }

    Client api(String token) {
        return client(PortName.API, "/api/", token);
    }

    Client admin(String token) {
        return client(PortName.ADMIN, "/admin/", token);
    }

    private Client client(PortName port, String path, String token) {
        return new Client(sandbox().url(port, path), List.of("Authorization", "Bearer " + token));
    }

    /** From the issuer that speaks TLS; it has to show the right certificate now. */
    String token(String realm, String scope) throws Exception {
        var form = "grant_type=client_credentials&scope=" + URLEncoder.encode(scope, UTF_8);
        var credentials = (CLIENT + ":" + secrets.clientSecret()).getBytes(UTF_8);
        var request =
                HttpRequest.newBuilder(URI.create(address("ISSUER") + realm + "/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(credentials))
                        .POST(BodyPublishers.ofString(form))
                        .build();
        var answer = http().send(request, BodyHandlers.ofString());
        return new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    }

    /** A caller who trusts the hospital's authority. */
    HttpClient http() throws Exception {
        return HttpClient.newBuilder().sslContext(callers()).build();
    }

    SSLContext callers() throws GeneralSecurityException, IOException {
        var trusted = java.security.KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("hospital", authority.open().getCertificate("authority"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private String address(String name) {
        return "https://localhost:" + ports.get(name);
    }

    @Override
    public void close() throws Exception {
        for (var name : STAND_INS) {
            hide(name);
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
