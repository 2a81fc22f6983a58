package health.cordon.tenancy.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import health.cordon.tenancy.cloud.CloudConfig;
import health.cordon.tenancy.settings.EndpointPolicy;
import health.cordon.tenancy.settings.Settings;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A KMS that answers each key's attempts as it was told, and counts them; on the wire. */
final class KmsStub implements AutoCloseable {
    static final String NORTH = "arn:aws:kms:us-east-1:000000000000:key/north";
    static final String SOUTH = "arn:aws:kms:us-east-1:000000000000:key/south";

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Queue<Reply>> next = new ConcurrentHashMap<>();
    private final Map<String, Reply> always = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();

    /** One answer. */
    @FunctionalInterface
    interface Reply {
        Reply THROTTLED = error(400, "ThrottlingException");
        Reply FAILED = error(500, "KMSInternalException");
        Reply HANGING = (exchange, key) -> {};
        Reply CUT_OFF = (exchange, key) -> exchange.close();
        Reply GOOD = (exchange, key) -> send(exchange, 200, good(key));

        void to(HttpExchange exchange, String key) throws IOException;

        static Reply error(int status, String code) {
            return (exchange, key) -> send(exchange, status, "{\"__type\":\"" + code + "\"}");
        }

        /** An answer that says it comes from another key. */
        static Reply inTheNameOf(String another) {
            return (exchange, key) -> send(exchange, 200, good(another));
        }

        private static String good(String key) {
            var bytes = Base64.getEncoder().encodeToString(new byte[32]);
            return "{\"KeyId\":\"%s\",\"Plaintext\":\"%s\",\"CiphertextBlob\":\"%s\"}"
                    .formatted(key, bytes, bytes);
        }

        private static void send(HttpExchange exchange, int status, String json)
                throws IOException {
            try (exchange) {
                var body = json.getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    KmsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(workers);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next attempts with a key, in this order; those after them as {@link #always} says. */
    void next(String key, Reply... replies) {
        next.put(key, new ArrayDeque<>(List.of(replies)));
    }

    void always(String key, Reply reply) {
        always.put(key, reply);
    }

    int attempts(String key) {
        return counter(key).get();
    }

    /** The product's own client, asking here. */
    KmsClients clients() {
        var settings =
                new Settings(
                        Map.of(
                                        "KMS_CMK_ARN", NORTH,
                                        "KMS_ENDPOINT",
                                                "http://127.0.0.1:" + server.getAddress().getPort(),
                                        "AWS_REGION", "us-east-1",
                                        "AWS_ACCESS_KEY_ID", "AKIATEST",
                                        "AWS_SECRET_ACCESS_KEY", "never-checked",
                                        "ALLOW_LOOPBACK_ENDPOINTS", "true")
                                ::get);
        var clients = new KmsClients();
        clients.keyConfig = KeyConfig.from(settings, EndpointPolicy.from(settings));
        clients.cloudConfig = CloudConfig.from(settings);
        clients.trust = Trust.of(new TrustConfig(List.of()));
        clients.open();
        return clients;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var key = body.contains(NORTH) ? NORTH : SOUTH;
        counter(key).incrementAndGet();
        reply(key).to(exchange, key);
    }

    private Reply reply(String key) {
        var queue = next.getOrDefault(key, new ArrayDeque<>());
        synchronized (queue) {
            var reply = queue.poll();
            return reply == null ? always.getOrDefault(key, Reply.GOOD) : reply;
        }
    }

    private AtomicInteger counter(String key) {
        return attempts.computeIfAbsent(key, any -> new AtomicInteger());
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
