package health.cordon.sandbox;

import health.cordon.sandbox.home.Home;
import health.cordon.sandbox.home.Secrets;
import health.cordon.sandbox.issuer.IssuerServer;
import health.cordon.sandbox.kms.KmsServer;
import health.cordon.sandbox.s3.S3Server;
import java.nio.file.Path;
import java.util.List;

/** Inside a child process: one stand-in, until the process is ended. */
final class Serve {
    private static final String CLIENT_ID = "cordon-sandbox";

    private Serve() {}

    /**
     * @param arguments what to serve, the sandbox's folder, the port
     */
    static void run(List<String> arguments) throws InterruptedException {
        var home = new Home(Path.of(arguments.get(1)));
        int port = Integer.parseInt(arguments.get(2));
        try (var server = start(arguments.get(0), home, port)) {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the stand-in did not start", e);
        }
    }

    private static AutoCloseable start(String what, Home home, int port) throws Exception {
        var secrets = Secrets.of(home);
        return switch (what) {
            case "s3" ->
                    S3Server.start(
                            port, home.s3(), secrets.accessKeyId(), secrets.secretAccessKey());
            case "kms" -> KmsServer.start(port, home.kms());
            case "issuer" ->
                    IssuerServer.start(port, home.issuer(), CLIENT_ID, secrets.clientSecret());
            default -> throw new IllegalArgumentException("nothing is called " + what);
        };
    }
}
