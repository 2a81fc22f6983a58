package health.cordon.system.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import health.cordon.system.platform.Client;
import health.cordon.system.platform.Organisation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider of one hospital, which says whatever a test wants and can fail. */
final class HospitalIssuer implements AutoCloseable {
    /** A port may be had again by another test's; a name never is. */
    private final String realm = "/" + Organisation.unique("realm-");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<JWK> published = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger discovered = new AtomicInteger();
    private volatile RSAKey key = newKey("first");
    private volatile boolean hanging;
    private volatile boolean hangingFromTheStart;
    private volatile String discovery = "";

    HospitalIssuer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        published.add(key);
        discovery(name(), name() + "/keys");
        server.setExecutor(threads);
        server.createContext(realm + "/.well-known/openid-configuration", this::discovery);
        server.createContext(realm + "/keys", this::keys);
        server.start();
    }

    static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + realm;
    }

    RSAKey key() {
        return key;
    }

    /** How often its keys were fetched. */
    int asked() {
        return asked.get();
    }

    /** Publishes a new key and signs with it; the old one stays until it is withdrawn. */
    void rotate(String id) {
        key = newKey(id);
        published.add(key);
    }

    void withdraw(String id) {
        published.removeIf(one -> one.getKeyID().equals(id));
    }

    /** Answers nobody who asks for the keys. */
    void hang(boolean on) {
        hanging = on;
    }

    /** The same, already to those who ask where they are. */
    void hangFromTheStart(boolean on) {
        hangingFromTheStart = on;
    }

    void publish(JWK other) {
        published.add(other);
    }

    /** Says something else about itself. */
    void discovery(String issuer, String keys) {
        discovery = "{\"issuer\":\"%s\",\"jwks_uri\":\"%s\"}".formatted(issuer, keys);
    }

    /** How often somebody asked where its keys are. */
    int discovered() {
        return discovered.get();
    }

    JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(name())
                .audience("cordon")
                .subject("someone")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .claim("groups", List.of("clinician"));
    }

    String token() {
        return sign(claims());
    }

    String sign(JWTClaimsSet.Builder claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        try {
            var token = new SignedJWT(header, claims.build());
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets the organisation trust this issuer instead of the platform's. */
    void vouchFor(Organisation organisation, Client platformAdmin) {
        var path = "organisations/" + organisation.slug();
        var before = platformAdmin.get(path);
        var answer =
                platformAdmin.put(
                        path,
                        before.etag(),
                        Map.of("name", before.text("name"), "oidcIssuer", name()));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
    }

    private void discovery(HttpExchange exchange) throws IOException {
        discovered.incrementAndGet();
        if (!hangingFromTheStart) {
            answer(exchange, discovery);
        }
    }

    private void keys(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        if (!hanging) {
            answer(exchange, new JWKSet(published).toPublicJWKSet().toString());
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
