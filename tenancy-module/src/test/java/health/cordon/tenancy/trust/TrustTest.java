package health.cordon.tenancy.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import health.cordon.tenancy.settings.AddressRefused;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class TrustTest {
    private final Trust trust = Trust.of(new TrustConfig(List.of()));

    @Test
    void callsNoLinkLocalAddress() {
        try (var s3 = s3(URI.create("http://169.254.169.254"))) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(s3::listBuckets)
                    .withRootCauseInstanceOf(AddressRefused.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        var elsewhere = new AtomicInteger();
        var target = server(200, "", elsewhere);
        var first = server(status, address(target) + "/there", new AtomicInteger());
        try (var s3 = s3(address(first))) {
            assertThatExceptionOfType(SdkException.class)
                    .isThrownBy(() -> s3.headObject(head -> head.bucket("bucket").key("key")));
        } finally {
            first.stop(0);
            target.stop(0);
        }
        assertThat(elsewhere).hasValue(0);
    }

    private S3Client s3(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.EU_WEST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(trust.httpClient())
                .build();
    }

    private static HttpServer server(int status, String location, AtomicInteger calls)
            throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    calls.incrementAndGet();
                    exchange.getResponseHeaders().set("Location", location);
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static URI address(HttpServer server) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }
}
