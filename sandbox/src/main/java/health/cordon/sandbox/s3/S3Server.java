package health.cordon.sandbox.s3;

import health.cordon.sandbox.s3.nio2blob.DirectoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/** The object store stand-in, running. */
public final class S3Server implements AutoCloseable {
    /** Held here, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger LIBRARY_LOG = Logger.getLogger("org.gaul");

    private static final int THREADS = 32;
    private static final long STOP_MILLIS = 5_000;

    private final S3Proxy proxy;
    private final URI endpoint;

    private S3Server(S3Proxy proxy, URI endpoint) {
        this.proxy = proxy;
        this.endpoint = endpoint;
    }

    /**
     * Starts on that port of 127.0.0.1, 0 for a free one, with the buckets that the directory
     * holds.
     *
     * @throws IOException when the port is taken or the directory can't be used
     */
    public static S3Server start(
            int port, Path directory, String accessKeyId, String secretAccessKey)
            throws IOException {
        var proxy =
                builder(directory, accessKeyId, secretAccessKey)
                        .endpoint(URI.create("http://127.0.0.1:" + port))
                        .build();
        start(proxy);
        return new S3Server(proxy, URI.create("http://127.0.0.1:" + proxy.getPort()));
    }

    /** The same with TLS. */
    public static S3Server start(
            int port, Path directory, String accessKeyId, String secretAccessKey, SSLContext tls)
            throws IOException {
        var proxy =
                builder(directory, accessKeyId, secretAccessKey)
                        .secureEndpoint(URI.create("https://127.0.0.1:" + port))
                        .sslContext(tls)
                        .build();
        start(proxy);
        return new S3Server(proxy, URI.create("https://localhost:" + proxy.getSecurePort()));
    }

    private static S3Proxy.Builder builder(
            Path directory, String accessKeyId, String secretAccessKey) throws IOException {
        LIBRARY_LOG.setLevel(Level.WARNING);
        return S3Proxy.builder()
                .blobStore(DirectoryStore.in(directory))
                .awsAuthentication(AuthenticationType.AWS_V4, accessKeyId, secretAccessKey)
                .jettyMaxThreads(THREADS)
                .stopTimeout(STOP_MILLIS);
    }

    /** Where SDK clients connect, path style. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("the object store did not stop", failed);
        }
    }

    /** The library declares plain Exception; only an I/O failure is to be expected. */
    private static void start(S3Proxy proxy) throws IOException {
        try {
            proxy.start();
        } catch (IOException | RuntimeException known) {
            throw known;
        } catch (Exception failed) {
            throw new IOException("the object store did not start", failed);
        }
    }
}
