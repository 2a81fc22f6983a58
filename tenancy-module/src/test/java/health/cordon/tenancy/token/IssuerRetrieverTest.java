package health.cordon.tenancy.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import health.cordon.tenancy.settings.AddressRefused;
import health.cordon.tenancy.trust.Trust;
import health.cordon.tenancy.trust.TrustConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerRetrieverTest {
    private final IssuerRetriever retriever =
            new IssuerRetriever(
                    "TENANT_ISSUER", IssuerRetriever.client(Trust.of(new TrustConfig(List.of()))));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    IssuerRetrieverTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private URL answering(HttpHandler handler) throws IOException {
        server.createContext("/", handler);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/").toURL();
    }

    private static void answer(HttpExchange exchange, int status, int bytes) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes);
            exchange.getResponseBody().write(new byte[bytes]);
        }
    }

    @Test
    void callsNoLinkLocalAddress() {
        assertThatExceptionOfType(IssuerNotBelieved.class)
                .isThrownBy(
                        () ->
                                retriever.retrieveResource(
                                        URI.create("https://169.254.169.254/").toURL()))
                .withCauseInstanceOf(AddressRefused.class);
    }

    @Test
    void takesWhatIsShortEnough() throws Exception {
        var url = answering(exchange -> answer(exchange, 200, 100_000));
        assertThat(retriever.retrieveResource(url).getContent()).hasSize(100_000);
    }

    @Test
    void takesNothingThatIsTooLong() throws Exception {
        var url = answering(exchange -> answer(exchange, 200, 100_001));
        assertThatIOException().isThrownBy(() -> retriever.retrieveResource(url));
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 400, 404, 500, 503})
    void takesNothingButAnAnswer(int status) throws Exception {
        var url = answering(exchange -> answer(exchange, status, 2));
        assertThatIOException().isThrownBy(() -> retriever.retrieveResource(url));
    }

    /** Each read by itself would be in time. */
    @Test
    void waitsNoLongerForAnIssuerThatSendsAByteNowAndThen() throws Exception {
        var ended = new AtomicBoolean();
        var url =
                answering(
                        exchange -> {
                            try (exchange) {
                                exchange.sendResponseHeaders(200, 0);
                                for (int i = 0; i < 300; i++) {
                                    exchange.getResponseBody().write(' ');
                                    exchange.getResponseBody().flush();
                                    Thread.sleep(100);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } finally {
                                ended.set(true);
                            }
                        });
        long begin = System.nanoTime();
        assertThatIOException().isThrownBy(() -> retriever.retrieveResource(url));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(5)).untilTrue(ended);
    }
}
