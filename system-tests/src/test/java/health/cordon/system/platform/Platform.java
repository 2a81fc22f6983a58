package health.cordon.system.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import health.cordon.sandbox.home.PortName;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.liberty.ServerCertificate;
import health.cordon.sandbox.process.Node;
import health.cordon.sandbox.process.Sandbox;
import health.cordon.sandbox.process.SandboxOptions;
import health.cordon.tenancy.database.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The running product with everything around it. */
public final class Platform implements AutoCloseable {
    /** What the tests' server is told beside the usual, so that limits can be met quickly. */
    public static final int MULTIPART_THRESHOLD = 5 << 20;

    public static final int OBJECT_MAX_BYTES = 12 << 20;
    public static final int IMPORT_MAX_BYTES = 4 << 20;
    public static final int PRESIGNED_SECONDS = 12;

    /** 32 bytes each; nothing is wrapped with them here unless a test does so. */
    public static final String NEW_MASTER_KEY = "fedcba9876543210fedcba9876543210";

    public static final String OLD_MASTER_KEY = "0123456789abcdef0123456789abcdef";

    /** 32 bytes each; kept connections are sealed with the new one unless a test does otherwise. */
    public static final String NEW_CONNECTION_KEY = "02468ace13579bdf02468ace13579bdf";

    public static final String OLD_CONNECTION_KEY = "13579bdf02468ace13579bdf02468ace";

    /** How long former accounts of a database stay. */
    public static final int CREDENTIALS_GRACE_SECONDS = 5;

    private final Sandbox sandbox;
    private final Thread atExit = new Thread(this::end, "platform-end");

    private Platform(Sandbox sandbox) {
        this.sandbox = sandbox;
        // Its processes have sessions of their own: an interrupt of the build does not reach them.
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static Platform start() {
        var home = Folders.target().resolve("platform");
        var options =
                SandboxOptions.of(home, Folders.project())
                        .withFreePorts()
                        .withoutSeed()
                        .withEnvironment(
                                Map.of(
                                        "S3_MULTIPART_THRESHOLD", text(MULTIPART_THRESHOLD),
                                        "OBJECT_MAX_BYTES", text(OBJECT_MAX_BYTES),
                                        "IMPORT_MAX_BYTES", text(IMPORT_MAX_BYTES),
                                        "PRESIGNED_URL_SECONDS", text(PRESIGNED_SECONDS),
                                        "LOCAL_MASTER_KEYS", masterKeys(),
                                        "CONNECTION_ENCRYPTION_KEYS", connectionKeys(),
                                        "CREDENTIALS_GRACE_SECONDS",
                                                text(CREDENTIALS_GRACE_SECONDS),
                                        "CLINICAL_DB_UPKEEP_SECONDS", "5",
                                        "DB_CHECKOUT_MILLIS", "3000"));
        return new Platform(fresh(home, options));
    }

    private static String masterKeys() {
        return "new:%s,old:%s".formatted(base64(NEW_MASTER_KEY), base64(OLD_MASTER_KEY));
    }

    /** As the server has them. */
    public static String connectionKeys() {
        return "new:%s,old:%s".formatted(base64(NEW_CONNECTION_KEY), base64(OLD_CONNECTION_KEY));
    }

    private static String base64(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(US_ASCII));
    }

    /** A sandbox without a past; what an earlier run was killed with still running ends first. */
    public static Sandbox fresh(Path home, SandboxOptions options) {
        forget(home, options);
        return Sandbox.start(options, line -> System.out.println("platform   " + line));
    }

    /** Ends what an earlier run was killed with still running, and throws its folder away. */
    public static void forget(Path folder, SandboxOptions options) {
        if (Sandbox.exists(options)) {
            Sandbox.attach(options).close();
        }
        Folders.delete(folder);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** A second application server over the same databases; runs from its first use on. */
    public Node secondNode() {
        return secondNode(Map.of());
    }

    /** The same, configured in another way than the first. */
    public Node secondNode(Map<String, String> variables) {
        return sandbox.secondNode(variables, line -> System.out.println("platform   " + line));
    }

    /** Leaves the first server alone with whatever comes, however others have set the second up. */
    public void endSecondNode() {
        sandbox.endSecondNode();
    }

    /** For statements of a test's own on the platform's tables, as the server sends them. */
    public DatabaseUrl platformUrl() {
        return DatabaseUrl.parse(
                "mysql://cordon_platform:%s@127.0.0.1:%d/cordon_platform"
                        .formatted(secrets().platformPassword(), sandbox.port(PortName.DB)));
    }

    public Database platformDatabase() {
        return database("platform");
    }

    public Database sharedDatabase() {
        return database("shared");
    }

    /** Of a ref that {@code sandbox().createDatabase} made, too. */
    public Database database(String name) {
        return new Database(sandbox, name);
    }

    public ObjectVersions objects() {
        return ObjectVersions.of(sandbox);
    }

    public KeyService keys() {
        return KeyService.of(sandbox);
    }

    public Secrets secrets() {
        return Secrets.of(sandbox.home());
    }

    /** The clinical interface with any token, or none. */
    public Client api(String token) {
        return Client.with(sandbox.url(PortName.API, "/api/"), token);
    }

    /** The administrative interface with any token, or none. */
    public Client admin(String token) {
        return Client.with(sandbox.url(PortName.ADMIN, "/admin/"), token);
    }

    /** For callers of the ports that speak TLS. */
    public SSLContext certificateOfItsOwn() throws IOException, GeneralSecurityException {
        return ServerCertificate.trusted(sandbox.home());
    }

    /** The same for another server. */
    public SSLContext certificateOf(Node node) throws IOException, GeneralSecurityException {
        return ServerCertificate.trusted(node.home(), secrets());
    }

    public Client platformAdmin() {
        return admin(sandbox.token("platform-admin"));
    }

    /** A new organisation that shares everything. */
    public Organisation organisation() {
        return Organisation.create(this);
    }

    /** The same, with an issuer of its own. */
    public Organisation organisationWithIssuer() {
        return Organisation.createWithIssuer(this);
    }

    public ForgedTokens tokens() {
        return ForgedTokens.of(sandbox);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        end();
    }

    private void end() {
        sandbox.close();
    }

    private static String text(int number) {
        return Integer.toString(number);
    }
}
