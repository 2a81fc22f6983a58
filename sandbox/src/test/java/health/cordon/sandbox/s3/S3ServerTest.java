package health.cordon.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class S3ServerTest {
    private static final String ID = "AKIASANDBOX";
    private static final String SECRET = "a secret of the sandbox";
    private static final String BUCKET = "north-images";
    private static final String KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1";

    private Path directory;
    private S3Server server;
    private S3Client s3;

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        server = S3Server.start(0, directory, ID, SECRET);
        s3 = client(SECRET);
        s3.createBucket(b -> b.bucket(BUCKET));
    }

    @AfterEach
    void stop() {
        s3.close();
        server.close();
    }

    @Nested
    class Objects {
        @Test
        void areWrittenReadDescribedAndDeleted() {
            put("a/b.png", "a picture");

            var head = s3.headObject(h -> h.bucket(BUCKET).key("a/b.png"));

            assertThat(head.contentLength()).isEqualTo(9);
            assertThat(head.contentType()).isEqualTo("image/png");
            assertThat(head.metadata()).containsEntry("sha256", "x");
            assertThat(get("a/b.png")).isEqualTo("a picture");
            s3.deleteObject(d -> d.bucket(BUCKET).key("a/b.png"));
            refuses(404, () -> get("a/b.png"));
        }

        @Test
        void areStreamedFromASourceThatIsReadOnce() {
            var content = random(3_000_000);
            var source = new ByteArrayInputStream(content);

            s3.putObject(
                    p -> p.bucket(BUCKET).key("stream"),
                    RequestBody.fromInputStream(source, content.length));

            assertThat(s3.getObjectAsBytes(g -> g.bucket(BUCKET).key("stream")).asByteArray())
                    .isEqualTo(content);
        }

        @Test
        void areAssembledFromParts() {
            var first = random(5 * 1024 * 1024);
            var second = random(1000);
            var id = s3.createMultipartUpload(m -> m.bucket(BUCKET).key("large")).uploadId();
            var one = part(id, 1, first);
            var two = part(id, 2, second);

            s3.completeMultipartUpload(
                    c ->
                            c.bucket(BUCKET)
                                    .key("large")
                                    .uploadId(id)
                                    .multipartUpload(u -> u.parts(one, two)));

            assertThat(s3.headObject(h -> h.bucket(BUCKET).key("large")).contentLength())
                    .isEqualTo(first.length + second.length);
        }

        @Test
        void leaveNothingOfAnAbortedUpload() {
            var id = s3.createMultipartUpload(m -> m.bucket(BUCKET).key("large")).uploadId();
            part(id, 1, random(1000));

            s3.abortMultipartUpload(a -> a.bucket(BUCKET).key("large").uploadId(id));

            assertThat(s3.listMultipartUploads(l -> l.bucket(BUCKET)).uploads()).isEmpty();
            refuses(404, () -> get("large"));
        }

        @Test
        void outliveARestart() throws IOException {
            put("kept", "still here");
            server.close();

            server = S3Server.start(0, directory, ID, SECRET);
            s3 = client(SECRET);

            assertThat(get("kept")).isEqualTo("still here");
        }

        private CompletedPart part(String uploadId, int number, byte[] content) {
            var tag =
                    s3.uploadPart(
                                    u ->
                                            u.bucket(BUCKET)
                                                    .key("large")
                                                    .uploadId(uploadId)
                                                    .partNumber(number),
                                    RequestBody.fromBytes(content))
                            .eTag();
            return CompletedPart.builder().partNumber(number).eTag(tag).build();
        }
    }

    @Nested
    class Versions {
        @BeforeEach
        void switchOn() {
            s3.putBucketVersioning(
                    v ->
                            v.bucket(BUCKET)
                                    .versioningConfiguration(
                                            c -> c.status(BucketVersioningStatus.ENABLED)));
        }

        @Test
        void areKeptBehindADeletion() {
            put("report", "first");
            put("report", "second");
            s3.deleteObject(d -> d.bucket(BUCKET).key("report"));

            var versions = s3.listObjectVersions(l -> l.bucket(BUCKET));

            refuses(404, () -> get("report"));
            assertThat(versions.versions()).hasSize(2);
            assertThat(versions.deleteMarkers()).hasSize(1);
            var oldest = versions.versions().get(1).versionId();
            assertThat(
                            s3.getObjectAsBytes(
                                            g -> g.bucket(BUCKET).key("report").versionId(oldest))
                                    .asUtf8String())
                    .isEqualTo("first");
        }

        @Test
        void areDeletedOneByOne() {
            put("report", "first");
            put("report", "second");
            s3.deleteObject(d -> d.bucket(BUCKET).key("report"));
            var all = s3.listObjectVersions(l -> l.bucket(BUCKET));

            all.versions().stream().map(ObjectVersion::versionId).forEach(this::delete);
            all.deleteMarkers().forEach(marker -> delete(marker.versionId()));

            var left = s3.listObjectVersions(l -> l.bucket(BUCKET));
            assertThat(left.versions()).isEmpty();
            assertThat(left.deleteMarkers()).isEmpty();
        }

        @Test
        void staySwitchedOnAfterARestart() throws IOException {
            server.close();

            server = S3Server.start(0, directory, ID, SECRET);
            s3 = client(SECRET);

            assertThat(s3.getBucketVersioning(v -> v.bucket(BUCKET)).status())
                    .isEqualTo(BucketVersioningStatus.ENABLED);
        }

        private void delete(String version) {
            s3.deleteObject(d -> d.bucket(BUCKET).key("report").versionId(version));
        }
    }

    @Nested
    class EncryptionSettings {
        @Test
        void showOnTheObject() {
            s3.putObject(
                    p ->
                            p.bucket(BUCKET)
                                    .key("sealed")
                                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                    .ssekmsKeyId(KEY_ARN),
                    RequestBody.fromString("x"));

            var head = s3.headObject(h -> h.bucket(BUCKET).key("sealed"));

            assertThat(head.serverSideEncryption()).isEqualTo(ServerSideEncryption.AWS_KMS);
            assertThat(head.ssekmsKeyId()).isEqualTo(KEY_ARN);
        }

        @Test
        void areInheritedFromTheBucket() {
            var byKms =
                    ServerSideEncryptionByDefault.builder()
                            .sseAlgorithm(ServerSideEncryption.AWS_KMS)
                            .kmsMasterKeyID(KEY_ARN)
                            .build();
            var rule =
                    ServerSideEncryptionRule.builder()
                            .applyServerSideEncryptionByDefault(byKms)
                            .build();
            s3.putBucketEncryption(
                    e -> e.bucket(BUCKET).serverSideEncryptionConfiguration(c -> c.rules(rule)));
            put("plain-put", "x");

            var head = s3.headObject(h -> h.bucket(BUCKET).key("plain-put"));

            assertThat(head.ssekmsKeyId()).isEqualTo(KEY_ARN);
        }
    }

    @Nested
    class Signatures {
        @Test
        void ofAnotherSecretAreRefused() {
            try (var stranger = client("another secret")) {
                refuses(403, () -> stranger.listBuckets());
                refuses(403, () -> stranger.getObject(g -> g.bucket(BUCKET).key("x")));
            }
        }

        @Test
        void areNotOptional() throws Exception {
            put("x", "secret");

            assertThat(status(server.endpoint().resolve("/" + BUCKET + "/x"))).isEqualTo(403);
        }

        @Test
        void inAUrlServeOneObject() throws Exception {
            put("x", "shared for a while");
            put("y", "not shared");
            var url = presigned("x", Duration.ofMinutes(5));

            var answer = fetch(url);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("shared for a while");
            assertThat(answer.headers().firstValue("Content-Disposition")).hasValue("attachment");
            assertThat(status(replaced(url, "/x?", "/y?"))).isEqualTo(403);
            assertThat(status(replaced(url, "X-Amz-Expires=300", "X-Amz-Expires=900")))
                    .isEqualTo(403);
            assertThat(status(replaced(url, "attachment", "inline"))).isEqualTo(403);
        }

        @Test
        void inAUrlExpire() throws Exception {
            put("x", "shared for a while");
            var url = presigned("x", Duration.ofSeconds(1));
            Thread.sleep(2_100);

            assertThat(status(url)).isEqualTo(403);
        }

        private URI presigned(String key, Duration duration) {
            try (var presigner = presigner()) {
                var request =
                        presigner.presignGetObject(
                                p ->
                                        p.signatureDuration(duration)
                                                .getObjectRequest(
                                                        g ->
                                                                g.bucket(BUCKET)
                                                                        .key(key)
                                                                        .responseContentDisposition(
                                                                                "attachment")));
                return URI.create(request.url().toString());
            }
        }

        private URI replaced(URI url, String part, String other) {
            assertThat(url.toString()).contains(part);
            return URI.create(url.toString().replace(part, other));
        }

        private int status(URI url) throws Exception {
            return fetch(url).statusCode();
        }

        private HttpResponse<String> fetch(URI url) throws Exception {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(url).build(),
                            HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void refusesAnObjectWithAWrongChecksum() {
        var wrong = "A".repeat(43) + "=";

        refuses(
                400,
                () ->
                        s3.putObject(
                                p -> p.bucket(BUCKET).key("x").checksumSHA256(wrong),
                                RequestBody.fromString("x")));
        refuses(404, () -> get("x"));
    }

    /** Provisioning must report these and go on; the day they work, it may expect more. */
    @Test
    void answers501ToWhatItCannotDo() {
        refuses(501, () -> s3.putBucketPolicy(p -> p.bucket(BUCKET).policy("{}")));
        refuses(501, () -> s3.getBucketTagging(t -> t.bucket(BUCKET)));
        refuses(501, () -> s3.getPublicAccessBlock(p -> p.bucket(BUCKET)));
        refuses(501, () -> s3.getBucketLifecycleConfiguration(l -> l.bucket(BUCKET)));
    }

    @Test
    void refusesAPortThatIsTaken(@TempDir Path other) {
        var taken = server.endpoint().getPort();

        assertThatIOException().isThrownBy(() -> S3Server.start(taken, other, ID, SECRET));
    }

    private void put(String key, String content) {
        s3.putObject(
                p ->
                        p.bucket(BUCKET)
                                .key(key)
                                .contentType("image/png")
                                .metadata(Map.of("sha256", "x")),
                RequestBody.fromString(content));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(g -> g.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static byte[] random(int length) {
        var content = new byte[length];
        new Random(42).nextBytes(content);
        return content;
    }

    private S3Client client(String secret) {
        return S3Client.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(credentials(secret))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    private S3Presigner presigner() {
        return S3Presigner.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(credentials(SECRET))
                .build();
    }

    private static StaticCredentialsProvider credentials(String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(ID, secret));
    }

    private static void refuses(int status, ThrowingCallable call) {
        assertThatExceptionOfType(S3Exception.class)
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(status));
    }
}
