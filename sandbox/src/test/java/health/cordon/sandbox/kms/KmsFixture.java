package health.cordon.sandbox.kms;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** A running server and real SDK clients for it. */
final class KmsFixture implements AutoCloseable {
    static final String ALICE = "AKIAALICE";
    static final String BOB = "AKIABOB";

    private final Path directory;
    private KmsServer server;
    private KmsClient client;

    KmsFixture(Path directory) throws IOException {
        this.directory = directory;
        server = KmsServer.start(0, directory);
        client = clientOf(ALICE);
    }

    void restart() throws IOException {
        close();
        server = KmsServer.start(0, directory);
        client = clientOf(ALICE);
    }

    URI endpoint() {
        return server.endpoint();
    }

    KmsClient kms() {
        return client;
    }

    KeyMetadata newKey() {
        return client.createKey().keyMetadata();
    }

    KmsClient clientOf(String principal) {
        return client(server.endpoint(), principal);
    }

    static KmsClient client(URI endpoint, String principal) {
        return KmsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(principal, "never-checked")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    HttpResponse<String> control(String json) {
        return send(
                HttpRequest.newBuilder(endpoint().resolve("/_control"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(endpoint().resolve(path)).GET());
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
