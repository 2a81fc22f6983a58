package health.cordon.tenancy.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider on this machine, which can misbehave. */
final class TestIssuer implements AutoCloseable {
    static final String AUDIENCE = "cordon";

    private final HttpServer server;
    private final RSAKey first;
    private final List<JWK> published = new CopyOnWriteArrayList<>();
    private final Queue<HttpExchange> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
    private final AtomicInteger discoveries = new AtomicInteger();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private volatile String discovery;
    private volatile int status = 200;
    private volatile boolean hanging;
    private volatile boolean hangingFromTheStart;
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean withPrivateParts;

    TestIssuer(RSAKey key) throws IOException {
        first = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        published.add(first);
        discovery = document(url().toString(), url() + "/keys");
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/keys", this::keys);
        server.start();
    }

    static RSAKey newKey(String id) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(id).generate();
    }

    static String document(String issuer, String keys) {
        return "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    RSAKey key() {
        return first;
    }

    /** Publishes none of its keys any longer. */
    void withdraw() {
        published.clear();
    }

    /** Takes whoever asks for the keys, and does not answer. */
    void hang() {
        hanging = true;
    }

    /** The same, already when asked where they are. */
    void hangFromTheStart() {
        hangingFromTheStart = true;
    }

    /** Answers with what it publishes when it is asked, so much later. */
    void delay(Duration other) {
        delay = other;
    }

    /** Publishes what nobody should: private parts and secrets. */
    void exposeAll() {
        withPrivateParts = true;
    }

    /** Answers those who ask from now on, and those who still wait for their keys. */
    void recover() {
        hanging = false;
        hangingFromTheStart = false;
        for (var exchange = waiting.poll(); exchange != null; exchange = waiting.poll()) {
            answerIfItStillWaits(exchange, document());
        }
    }

    private void answerIfItStillWaits(HttpExchange exchange, String body) {
        try {
            answer(exchange, body);
        } catch (IOException e) {
            // It has given up.
        }
    }

    void publish(JWK key) {
        published.add(key);
    }

    /** Has its keys at another place from now on, and none where they were. */
    void moveKeys(String path) {
        server.removeContext("/keys");
        server.createContext(path, this::keys);
        discovery(document(url().toString(), url() + path));
    }

    void discovery(String other) {
        discovery = other;
    }

    void status(int other) {
        status = other;
    }

    int discoveries() {
        return discoveries.get();
    }

    int keyRequests() {
        return keyRequests.get();
    }

    /** Claims of a good token, to be spoilt. */
    JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(url().toString())
                .audience(AUDIENCE)
                .subject("someone")
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("groups", List.of("clinician", "platform-admin"))
                .claim("tenant_id", "north");
    }

    String token() throws JOSEException {
        return sign(claims());
    }

    String sign(JWTClaimsSet.Builder claims) throws JOSEException {
        return sign(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("first"), claims, signer());
    }

    JWSSigner signer() throws JOSEException {
        return new RSASSASigner(first);
    }

    static String sign(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWSSigner signer)
            throws JOSEException {
        var jwt = new SignedJWT(header.build(), claims.build());
        jwt.sign(signer);
        return jwt.serialize();
    }

    private void discovery(HttpExchange exchange) throws IOException {
        discoveries.incrementAndGet();
        if (!hangingFromTheStart) {
            answer(exchange, discovery);
        }
    }

    private void keys(HttpExchange exchange) throws IOException {
        keyRequests.incrementAndGet();
        if (hanging) {
            waiting.add(exchange);
            return;
        }
        var body = document();
        if (delay.isZero()) {
            answer(exchange, body);
        } else {
            later.schedule(
                    () -> answerIfItStillWaits(exchange, body),
                    delay.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private String document() {
        return new JWKSet(published).toString(!withPrivateParts);
    }

    private void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Sends everybody who asks for discovery to another place. */
    void redirectDiscovery(String elsewhere) {
        server.removeContext("/.well-known/openid-configuration");
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", elsewhere);
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        server.createContext("/elsewhere", exchange -> answer(exchange, discovery));
    }

    @Override
    public void close() {
        server.stop(0);
        later.shutdownNow();
    }
}
