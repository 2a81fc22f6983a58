package health.cordon.sandbox.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** The JDK's HTTP server, bounded, on 127.0.0.1. */
public final class LoopbackHttp implements AutoCloseable {
    private static final Logger LOG = System.getLogger(LoopbackHttp.class.getName());
    private static final int THREADS = 16;
    private static final int WAITING = 1024;
    private static final int BACKLOG = 256;
    private static final int BODY_LIMIT = 1024 * 1024;

    static {
        // Read once per JVM, when the server's class is loaded.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        setUnlessSet("sun.net.httpserver.maxReqTime", "30");
        setUnlessSet("sun.net.httpserver.maxRspTime", "60");
    }

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final String start;

    private LoopbackHttp(HttpServer server, ThreadPoolExecutor workers, String start) {
        this.start = start;
        this.server = server;
        this.workers = workers;
    }

    /** Turns a request into an answer; may be called by several threads at once. */
    @FunctionalInterface
    public interface Handler {
        /** The answer to one request. */
        Answer answer(Request request);
    }

    /**
     * A port that is held but does not answer yet, so that a handler may know its own address.
     *
     * @param tls with a certificate for {@code localhost}; plain when absent
     */
    public static LoopbackHttp bind(int port, Optional<SSLContext> tls) throws IOException {
        return tls.isPresent()
                ? on(secure(port, tls.get()), "https://localhost:")
                : on(HttpServer.create(address(port), BACKLOG), "http://127.0.0.1:");
    }

    private static HttpServer secure(int port, SSLContext tls) throws IOException {
        var server = HttpsServer.create(address(port), BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    }

    private static LoopbackHttp on(HttpServer server, String start) {
        var queue = new ArrayBlockingQueue<Runnable>(WAITING);
        var workers = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, queue);
        workers.allowCoreThreadTimeOut(true);
        server.setExecutor(workers);
        return new LoopbackHttp(server, workers, start);
    }

    /** Starts to answer. */
    public LoopbackHttp serve(Handler handler) {
        server.createContext("/", exchange -> handle(exchange, handler));
        server.start();
        return this;
    }

    /** Scheme, host and port, no path. */
    public URI endpoint() {
        return URI.create(start + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static void handle(HttpExchange exchange, Handler handler) throws IOException {
        var answer = Answer.empty(500);
        try {
            var body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
            answer = body.length > BODY_LIMIT ? Answer.empty(413) : ask(exchange, handler, body);
            if (!answer.isNone()) {
                send(exchange, answer);
            }
        } finally {
            // Without an answer it stays open, and holds no thread.
            if (!answer.isNone()) {
                exchange.close();
            }
        }
    }

    private static Answer ask(HttpExchange exchange, Handler handler, byte[] body) {
        try {
            var path = exchange.getRequestURI().getPath();
            var headers = exchange.getRequestHeaders();
            return handler.answer(new Request(exchange.getRequestMethod(), path, headers, body));
        } catch (RuntimeException broken) {
            // The message may quote what was sent, and that may be a secret.
            LOG.log(Level.ERROR, "a request failed: {0}", broken.getClass().getName());
            return Answer.empty(500);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var length = answer.body().length;
        exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
